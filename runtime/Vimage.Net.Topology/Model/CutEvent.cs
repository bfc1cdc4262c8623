namespace Vimage.Net.Topology;

/// <summary>A link loses everything from now on.</summary>
/// <param name="At">How long after the start.</param>
/// <param name="Link">The link's name.</param>
public sealed record CutEvent(TimeSpan At, string Link) : TopologyEvent(At);
