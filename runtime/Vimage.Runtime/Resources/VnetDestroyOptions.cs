namespace Vimage;

/// <summary>How a vnet is to be destroyed.</summary>
/// <seealso cref="Vnet.DestroyAsync"/>
public sealed class VnetDestroyOptions
{
    internal static VnetDestroyOptions Default { get; } = new();

    /// <summary>Gets a value indicating whether vnets below it are destroyed too, the lowest first.</summary>
    public bool Recursive { get; init; }

    /// <summary>
    /// Gets how long to wait for tasks, timer callbacks and flows to end after they were told to, in real time; 10 seconds
    /// unless set, <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes. What has not ended by then is reported as
    /// held, and finds the vnet destroyed when it next uses it.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets a value indicating whether the report can tell if the vnet object was collected. Costs a weak reference; always
    /// on with <c>VimageDebug</c>, and where something was held.
    /// </summary>
    public bool TracksCollection { get; init; }
}
