using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Checking;

/// <summary>
/// Finds what is wrong with a draft, gives it what it leaves open, and makes a model of it. Each step needs what the ones before it have found to
/// be good: after one that finds errors the rest is not looked at, since most of what it would say would be consequences.
/// </summary>
internal static class DraftChecker
{
    internal static TopologyModel Complete(TopologyDraft draft, Problems problems)
    {
        NameChecker names = new(draft, problems);
        names.Check();
        ScheduleChecker.Check(draft, names, problems);
        problems.ThrowIfAny();

        Segments segments = new(draft, names);
        BridgeLoops.Check(draft, names, problems);
        MtuChecker.Check(draft, names, problems);
        AddressChecker.Check(draft, names, problems);
        problems.ThrowIfAny();

        AddressPlan.Assign(draft, segments, problems);
        RouteChecker.Check(draft, segments, problems);
        problems.ThrowIfAny();

        IReadOnlyList<TopologyLink> links = [.. draft.Links.Select(Finish)];
        ShortestRoutes? routes = draft.MakesRoutes ? ShortestRoutes.Of(draft, segments, problems) : null;
        problems.ThrowIfAny();
        return new TopologyModel(draft, [.. draft.Nodes.Select((node, index) => Finish(node, routes?.From(index) ?? []))], links);
    }

    private static TopologyNode Finish(NodeDraft node, IReadOnlyList<TopologyRoute> made) => new(node.Name, node.Kind)
    {
        HasSpanningTree = node.HasSpanningTree,
        Loopback = [.. node.Loopback.Select(static each => each.Value)],
        Routes = [.. node.Routes.Select(static each => each.Value), .. made.ExceptBy(node.Routes.Select(static each => each.Value.Destination), static each => each.Destination)],
    };

    private static TopologyLink Finish(LinkDraft link) => new(link.Name!, Finish(link.A), Finish(link.B))
    {
        Forward = link.Forward,
        Backward = link.Backward,
        Mtu = link.Mtu,
    };

    private static TopologyEnd Finish(EndDraft end) => new(end.Node, end.Interface!) { Addresses = [.. end.Addresses.Select(static each => each.Value)] };
}
