namespace Vimage.Net.Topology;

/// <summary>An end of a link: an interface of a node.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Interface">The interface's name in that node.</param>
public sealed record TopologyEnd(string Node, string Interface)
{
    /// <summary>Gets the addresses of the interface, those that were given or those from the pools.</summary>
    public IReadOnlyList<IPNetworkAddress> Addresses { get; init; } = [];

    /// <summary>Returns both names: <c>r1:eth0</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Node}:{Interface}";
}
