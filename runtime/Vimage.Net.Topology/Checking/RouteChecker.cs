using System.Net;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>Routes that were given: that their gateways are neighbours, and that no two say where one network is.</summary>
internal static class RouteChecker
{
    internal static void Check(TopologyDraft draft, Segments segments, Problems problems)
    {
        for (int i = 0; i < draft.Nodes.Count; i++)
        {
            NodeDraft node = draft.Nodes[i];
            Dictionary<IPNetwork, Place> known = [];
            foreach (Located<TopologyRoute> route in node.Routes)
            {
                IPAddress gateway = route.Value.Gateway;
                if (node.Kind == NodeKind.Bridge)
                {
                    problems.Add(route.At, $"Bridge '{node.Name}' can't have the route {route.Value}: bridges know no networks. Give it to a router.");
                }
                else if (route.Value.Destination.BaseAddress.AddressFamily != gateway.AddressFamily)
                {
                    problems.Add(route.At, $"The route {route.Value} of '{node.Name}' is of two families. Name a gateway of the family of its network.");
                }
                else if (!segments.Of(i).Any(on => on.End.Addresses.Exists(each => AddressText.NetworkOf(each.Value).Contains(gateway))))
                {
                    problems.Add(
                        route.At,
                        $"The gateway {gateway} of '{node.Name}' is in no network that it has an interface in. Name a neighbour's address, or give one of its links addresses of that network.");
                }
                else if (!known.TryAdd(route.Value.Destination, route.At))
                {
                    problems.Add(route.At, $"'{node.Name}' has a route to {route.Value.Destination} already{known[route.Value.Destination]}. Leave one of the two out.");
                }
            }
        }
    }
}
