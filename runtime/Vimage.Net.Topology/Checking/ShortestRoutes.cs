using System.Net;
using System.Net.Sockets;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>
/// Routes over as few routers as can be, by breadth-first search from each node. Of several ways as short the first one written is
/// taken, so that the same file has the same routes.
/// </summary>
internal sealed class ShortestRoutes
{
    private readonly TopologyDraft _draft;
    private readonly Segments _segments;

    // Of each node the networks that it is in.
    private readonly IPNetwork[][] _networks;

    private ShortestRoutes(TopologyDraft draft, Segments segments)
    {
        _draft = draft;
        _segments = segments;
        _networks =
        [
            .. draft.Nodes.Select((node, index) => (IPNetwork[])
            [
                .. node.Loopback.Concat(segments.Of(index).SelectMany(static on => on.End.Addresses)).Select(static each => AddressText.NetworkOf(each.Value)).Distinct(),
            ]),
        ];
    }

    internal static ShortestRoutes? Of(TopologyDraft draft, Segments segments, Problems problems)
    {
        ShortestRoutes routes = new(draft, segments);
        long networks = routes._networks.SelectMany(static each => each).Distinct().LongCount();
        long nodes = draft.Nodes.Count(static node => node.Kind == NodeKind.Router);
        if (networks * nodes <= TopologyLimits.Routes)
        {
            return routes;
        }

        problems.Add(
            draft.RoutesAt,
            $"Shortest routes of {nodes} routers to {networks} networks are more than {TopologyLimits.Routes}. Leave 'routes' out, and run a routing protocol in the nodes.");
        return null;
    }

    /// <summary>Returns the routes of a node.</summary>
    internal IReadOnlyList<TopologyRoute> From(int node) => _draft.Nodes[node].Kind switch
    {
        NodeKind.Bridge => [],
        NodeKind.Host when TheOnlyRouter(node) is { } router => [.. DefaultsBy(node, router)],
        _ => [.. Search(node)],
    };

    private bool IsRouter(int node) => _draft.Nodes[node].Kind == NodeKind.Router;

    private EndDraft? TheOnlyRouter(int node)
    {
        EndDraft? found = null;
        foreach ((Segment segment, _) in _segments.Of(node))
        {
            foreach ((int other, EndDraft end) in segment.Ends)
            {
                if (other != node && IsRouter(other))
                {
                    if (found is not null)
                    {
                        return null;
                    }

                    found = end;
                }
            }
        }

        return found;
    }

    private IEnumerable<TopologyRoute> DefaultsBy(int node, EndDraft router)
    {
        foreach (IPNetwork everything in (IPNetwork[])[Routing.Default, Routing.Default6])
        {
            if (Gateway(node, router, everything.BaseAddress.AddressFamily) is { } gateway)
            {
                yield return new TopologyRoute(everything, gateway);
            }
        }
    }

    // The address of a neighbour in a network that the node is in too.
    private IPAddress? Gateway(int node, EndDraft neighbor, AddressFamily family) => neighbor.Addresses
        .Select(static each => each.Value.Address)
        .FirstOrDefault(address => address.AddressFamily == family && _networks[node].Any(network => network.Contains(address)));

    // A network that routers are in is reached by the nearest of those: who is in it too and sends nothing on is no way to the others there.
    private IEnumerable<TopologyRoute> Search(int start)
    {
        HashSet<IPNetwork> known = [.. _networks[start]];
        foreach ((int node, EndDraft firstHop) in Reach(start).OrderBy(each => IsRouter(each.Node) ? 0 : 1))
        {
            foreach (IPNetwork network in _networks[node])
            {
                if (Gateway(start, firstHop, network.BaseAddress.AddressFamily) is { } gateway && known.Add(network))
                {
                    yield return new TopologyRoute(network, gateway);
                }
            }
        }
    }

    // The nearest first, each with the neighbour of the start by which it is reached.
    private IEnumerable<(int Node, EndDraft FirstHop)> Reach(int start)
    {
        HashSet<Segment> crossed = [];

        EndDraft?[] firstHop = new EndDraft?[_draft.Nodes.Count];
        bool[] isReached = new bool[_draft.Nodes.Count];
        isReached[start] = true;
        Queue<int> reached = new([start]);
        while (reached.TryDequeue(out int node))
        {
            if (firstHop[node] is { } hop)
            {
                yield return (node, hop);
            }

            foreach ((Segment segment, _) in node == start || IsRouter(node) ? _segments.Of(node) : [])
            {
                if (!crossed.Add(segment))
                {
                    continue;
                }

                foreach ((int next, EndDraft end) in segment.Ends)
                {
                    if (!isReached[next])
                    {
                        isReached[next] = true;
                        firstHop[next] = firstHop[node] ?? end;
                        reached.Enqueue(next);
                    }
                }
            }
        }
    }
}
