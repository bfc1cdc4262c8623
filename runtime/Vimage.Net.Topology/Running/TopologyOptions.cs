namespace Vimage.Net.Topology;

/// <summary>How a topology is started.</summary>
public sealed class TopologyOptions
{
    /// <summary>Gets the name of the vnet above all nodes; <see langword="null"/> for the topology's own.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Gets what all that happens by chance is made from; <see langword="null"/> for what the topology says, and a random number if it
    /// says nothing. <see cref="RunningTopology.Seed"/> says which it is.
    /// </summary>
    public ulong? Seed { get; init; }

    /// <summary>
    /// Gets the time that it lives in; <see langword="null"/> for what the topology says: a <see cref="VirtualTimeProvider"/> of its
    /// own, or the time of the vnet above. With a <see cref="VirtualTimeProvider"/> what waits for a socket goes on in the thread that lets the time pass.
    /// </summary>
    public TimeProvider? Time { get; init; }
}
