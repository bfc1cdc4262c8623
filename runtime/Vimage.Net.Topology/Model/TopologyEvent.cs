namespace Vimage.Net.Topology;

/// <summary>Something that happens to the network at a time.</summary>
/// <param name="At">How long after the start.</param>
public abstract record TopologyEvent(TimeSpan At);
