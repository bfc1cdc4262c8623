using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Net.Topology;

namespace Vimage.Cli.Rendering;

/// <summary>The network of a running process, as it says it is.</summary>
internal static class ProcessGraph
{
    private const string Forwarding = "net.inet.ip.forwarding";
    private const string Forwarding6 = "net.inet6.ip6.forwarding";

    internal static async Task<NetworkGraph> ReadAsync(RunningProcess process, string vnet)
    {
        IReadOnlyList<InterfaceEntry> interfaces = await process.Network.ListInterfacesAsync(vnet, recursive: true);
        Dictionary<string, InterfaceEntry> ends = interfaces.Where(static each => each.Peer is not null).ToDictionary(NameOf);
        GraphEdge[] edges =
        [
            .. from end in ends.Values
               where ends.ContainsKey(end.Peer!)
               let peer = ends[end.Peer!]
               where string.CompareOrdinal(end.Vnet, peer.Vnet) < 0
               select new GraphEdge(ToEnd(end), ToEnd(peer)) { IsCut = !IsUsable(end) || !IsUsable(peer) },
        ];
        List<GraphNode> nodes = [];
        foreach (IGrouping<string, InterfaceEntry> each in interfaces.GroupBy(static each => each.Vnet).Where(HasLinkOrNothingBelow))
        {
            nodes.Add(new GraphNode(each.Key, await KindOfAsync(process, each)));
        }

        return new NetworkGraph(nodes, edges);

        // What only holds others is no part of the network.
        bool HasLinkOrNothingBelow(IGrouping<string, InterfaceEntry> each) =>
            edges.Any(edge => edge.A.Node == each.Key || edge.B.Node == each.Key)
            || !interfaces.Any(other => each.Key == RunningProcess.Self ? other.Vnet != each.Key : other.Vnet.StartsWith($"{each.Key}.", StringComparison.Ordinal));
    }

    private static async Task<NodeKind> KindOfAsync(RunningProcess process, IGrouping<string, InterfaceEntry> vnet)
    {
        if (vnet.Any(static each => each.Kind == "bridge"))
        {
            return NodeKind.Bridge;
        }

        IEnumerable<VariableEntry> variables =
            [.. await process.Vnets.ListVariablesAsync(vnet.Key, Forwarding), .. await process.Vnets.ListVariablesAsync(vnet.Key, Forwarding6)];
        return variables.Any(static each => each.Name is Forwarding or Forwarding6 && each.Value is "True" or "1") ? NodeKind.Router : NodeKind.Host;
    }

    private static string NameOf(InterfaceEntry entry) => $"{entry.Name}@{entry.Vnet}";

    private static bool IsUsable(InterfaceEntry entry) => entry.HasCarrier && entry.Flags.Contains("up");

    private static GraphEnd ToEnd(InterfaceEntry entry) => new(entry.Vnet, entry.Name)
    {
        Addresses = [.. entry.Addresses.Where(static each => !each.StartsWith("fe80:", StringComparison.Ordinal))],
    };
}
