namespace Vimage.Net.Topology.Drawing;

/// <summary>Reads the network below a vnet.</summary>
internal sealed class VnetReader(Vnet root)
{
    private readonly List<GraphNode> _nodes = [];
    private readonly Dictionary<Vnet, string> _names = [];
    private readonly List<Epair> _ends = [];

    internal NetworkGraph Read()
    {
        foreach (Vnet vnet in root.WithDescendants())
        {
            try
            {
                vnet.Run(() => Read(vnet));
            }
            catch (ObjectDisposedException)
            {
                // It has gone meanwhile, and is no part of the network as it is now.
            }
        }

        GraphEdge[] edges = [.. _ends.Where(IsFirstOfPair).Select(Draw)];
        HashSet<string> linked = [.. edges.SelectMany(static edge => (string[])[edge.A.Node, edge.B.Node])];
        HashSet<string> above = [.. _names.Where(static each => each.Key.Children.Count > 0).Select(static each => each.Value)];
        return new NetworkGraph([.. _nodes.Where(node => linked.Contains(node.Name) || !above.Contains(node.Name))], edges);
    }

    // The vnet is current.
    private void Read(Vnet vnet)
    {
        IReadOnlyList<Ifnet> interfaces = Ifnet.All;
        NodeKind kind = interfaces.Any(static each => each is Bridge) ? NodeKind.Bridge
            : Ip.IsForwarding || Ip6.IsForwarding ? NodeKind.Router
            : NodeKind.Host;
        string name = ReferenceEquals(vnet, root) ? root.Parent is null ? root.ToString() : root.Name
            : root.Parent is null ? vnet.FullName
            : vnet.FullName[(root.FullName.Length + 1)..];
        _names.Add(vnet, name);
        _nodes.Add(new GraphNode(name, kind));
        _ends.AddRange(interfaces.OfType<Epair>());
    }

    // Each pair is found from both of its ends.
    private bool IsFirstOfPair(Epair end) =>
        _names.ContainsKey(end.Vnet) && _names.ContainsKey(end.Peer.Vnet) && !ReferenceEquals(end.Vnet, end.Peer.Vnet)
        && string.CompareOrdinal(_names[end.Vnet], _names[end.Peer.Vnet]) < 0;

    private GraphEdge Draw(Epair end) => new(DrawEnd(end), DrawEnd(end.Peer))
    {
        IsCut = !end.IsUp || !end.Peer.IsUp || end.Link is { IsPartitioned: true } || end.Peer.Link is { IsPartitioned: true },
    };

    private GraphEnd DrawEnd(Epair end) => new(_names[end.Vnet], end.Name)
    {
        // Each interface that speaks IPv6 has a link-local one, which nobody has given it.
        Addresses = [.. end.Addresses.Where(static each => !each.Address.IsIPv6LinkLocal).Select(static each => $"{each.Address}/{each.PrefixLength}")],
    };
}
