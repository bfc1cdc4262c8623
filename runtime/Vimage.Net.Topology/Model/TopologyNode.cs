namespace Vimage.Net.Topology;

/// <summary>A host, a router or a bridge: a vnet of its own.</summary>
/// <param name="Name">Its name, which is its vnet's too.</param>
/// <param name="Kind">What it does.</param>
public sealed record TopologyNode(string Name, NodeKind Kind)
{
    /// <summary>Gets the addresses of its <c>lo0</c>, besides 127.0.0.1.</summary>
    public IReadOnlyList<IPNetworkAddress> Loopback { get; init; } = [];

    /// <summary>Gets its routes by gateways, those that were given and those that were made.</summary>
    public IReadOnlyList<TopologyRoute> Routes { get; init; } = [];

    /// <summary>Gets a value indicating whether the interfaces of the bridge take part in a spanning tree (802.1D-2004).</summary>
    public bool HasSpanningTree { get; init; }
}
