namespace Vimage.Net;

/// <summary>
/// Something to be done in a vnet at a time to come. Reset and stopped as often as one likes, without allocation. (FreeBSD:
/// <c>struct callout</c>, whose handler sets <c>curvnet</c> by hand.)
/// </summary>
internal sealed class Callout(Action<object> handler, object argument)
{
    /// <summary>Where it is in the queue of its domain; -1 when it is not in line.</summary>
    internal int Position { get; set; } = -1;

    /// <summary>Gets or sets when it is due, in nanoseconds of its domain.</summary>
    internal long Due { get; set; }

    /// <summary>Gets or sets its number among those due at the same time: the first set comes first.</summary>
    internal long Sequence { get; set; }

    /// <summary>Gets or sets the vnet that it runs in.</summary>
    internal Vnet? Vnet { get; set; }

    /// <summary>Gets a value indicating whether it is in line.</summary>
    internal bool IsPending => Position >= 0;

    internal void Run() => handler(argument);
}
