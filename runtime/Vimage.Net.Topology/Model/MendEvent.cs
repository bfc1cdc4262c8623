namespace Vimage.Net.Topology;

/// <summary>A link that was cut is as it was.</summary>
/// <param name="At">How long after the start.</param>
/// <param name="Link">The link's name.</param>
public sealed record MendEvent(TimeSpan At, string Link) : TopologyEvent(At);
