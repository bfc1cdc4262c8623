namespace Vimage.Net.Topology;

/// <summary>Links between nodes of different groups lose everything from now on. Nodes that are in none are a group too.</summary>
/// <param name="At">How long after the start.</param>
/// <param name="Groups">The names of each group's nodes.</param>
public sealed record PartitionEvent(TimeSpan At, IReadOnlyList<IReadOnlyList<string>> Groups) : TopologyEvent(At);
