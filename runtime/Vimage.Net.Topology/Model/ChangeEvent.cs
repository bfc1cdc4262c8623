namespace Vimage.Net.Topology;

/// <summary>A link behaves otherwise.</summary>
/// <param name="At">How long after the start.</param>
/// <param name="Link">The link's name.</param>
/// <param name="Forward">How from now on, from its first end to its second.</param>
/// <param name="Backward">How from now on, the other way.</param>
public sealed record ChangeEvent(TimeSpan At, string Link, LinkProperties? Forward, LinkProperties? Backward) : TopologyEvent(At);
