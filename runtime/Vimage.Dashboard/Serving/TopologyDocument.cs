namespace Vimage.Dashboard.Serving;

/// <summary>What is connected with what.</summary>
/// <param name="Interfaces">All interfaces but loopbacks.</param>
internal sealed record TopologyDocument(IReadOnlyList<ConnectorEntry> Interfaces);
