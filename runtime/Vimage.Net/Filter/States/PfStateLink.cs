namespace Vimage.Net;

/// <summary>A state by what its packets have on one side of the interface, in the index of that side.</summary>
internal sealed class PfStateLink(in PfStateKey key, PfState state)
{
    private readonly PfStateKey _key = key;

    internal ref readonly PfStateKey Key => ref _key;

    internal PfState State { get; } = state;

    internal int Hash { get; set; }

    /// <summary>Gets or sets the next one in the same bucket.</summary>
    internal PfStateLink? Next { get; set; }
}
