using System.Net;

namespace Vimage.Net.Topology.Running;

/// <summary>Makes what a topology describes: a vnet for each node, a pair of interfaces for each link, addresses, routes.</summary>
internal sealed class Wiring
{
    private readonly TopologyModel _model;
    private readonly Vnet _root;
    private readonly Dictionary<string, Vnet> _vnets = [];
    private readonly List<RunningLink> _links = [];

    private Wiring(TopologyModel model, Vnet root) => (_model, _root) = (model, root);

    /// <summary>Makes all of it, or nothing.</summary>
    internal static async ValueTask<RunningTopology> StartAsync(TopologyModel model, Vnet parent, TopologyOptions options)
    {
        TimeProvider time = options.Time ?? (model.Time == TopologyTime.Virtual ? new VirtualTimeProvider() : parent.Run(static () => Netisr.Current.Time));
        Netisr domain = new(time, options.Seed ?? model.Seed) { AllowSynchronousContinuations = time is VirtualTimeProvider };
        Vnet root = parent.CreateChild(options.Name ?? model.Name, new VnetOptions { ChildrenMax = model.Nodes.Count, TimeProvider = time });
        try
        {
            root.Run(() => Netisr.Current = domain);
            Wiring wiring = new(model, root);
            wiring.Make();
            return new RunningTopology(model, root, domain, wiring._vnets, wiring._links);
        }
        catch
        {
            await root.DestroyAsync(new VnetDestroyOptions { Recursive = true }).ConfigureAwait(false);
            throw;
        }
    }

    private void Make()
    {
        foreach (TopologyNode node in _model.Nodes)
        {
            _vnets.Add(node.Name, _root.CreateChild(node.Name));
        }

        foreach (TopologyLink link in _model.Links)
        {
            _links.Add(Connect(link));
        }

        // After the links: gateways are neighbours.
        ILookup<string, Epair> ends = _links.SelectMany(static link => (Epair[])[link.A, link.B]).ToLookup(static end => end.Vnet.Name);
        foreach (TopologyNode node in _model.Nodes)
        {
            _vnets[node.Name].Run(() => Configure(node, [.. ends[node.Name]]));
        }

        // What interfaces say when they get their addresses, all of them at once, is no traffic that links are to delay or to lose.
        foreach (RunningLink link in _links)
        {
            (link.A.Link, link.B.Link) = (link.Model.Forward, link.Model.Backward);
        }
    }

    private RunningLink Connect(TopologyLink link)
    {
        (Epair a, Epair b) = _vnets[link.A.Node].Run(Epair.Create);
        a.Rename(link.A.Interface);
        b.Rename(NameOnTheWay(link));
        b.MoveTo(_vnets[link.B.Node]);
        b.Rename(link.B.Interface);
        foreach ((Epair end, TopologyEnd description) in ((Epair, TopologyEnd)[])[(a, link.A), (b, link.B)])
        {
            end.Mtu = link.Mtu;
            foreach (IPNetworkAddress address in description.Addresses)
            {
                end.AddAddress(address.Address, address.PrefixLength);
            }

            end.Up();
        }

        return new RunningLink(link, a, b);
    }

    // No interface of either node is called so: a name that a topology can give has no such character.
    private static string NameOnTheWay(TopologyLink link) => $"~{(link.A.Interface.Length < 15 ? link.A.Interface : link.A.Interface[..14])}";

    private static void Configure(TopologyNode node, IReadOnlyList<Epair> ends)
    {
        if (node.Kind == NodeKind.Bridge)
        {
            Join(node, ends);
            return;
        }

        Ifnet lo0 = Ifnet.Get("lo0");
        lo0.AddAddress(IPAddress.Loopback, 8);
        foreach (IPNetworkAddress address in node.Loopback)
        {
            lo0.AddAddress(address.Address, address.PrefixLength);
        }

        if (node.Kind == NodeKind.Router)
        {
            Ip.IsForwarding = Ip6.IsForwarding = true;
        }

        foreach (TopologyRoute route in node.Routes)
        {
            Routing.Add(route.Destination, route.Gateway);
        }
    }

    private static void Join(TopologyNode node, IReadOnlyList<Epair> ports)
    {
        Bridge bridge = Bridge.Create();
        bridge.Up();
        foreach (Epair port in ports)
        {
            bridge.AddMember(port);
            if (node.HasSpanningTree)
            {
                bridge.SpanningTree.Enable(port);
            }
        }
    }
}
