namespace Vimage.Net.Topology;

/// <summary>The groups reach each other again.</summary>
/// <param name="At">How long after the start.</param>
public sealed record HealEvent(TimeSpan At) : TopologyEvent(At);
