using System.Net;
using Vimage.Net.Topology.Checking;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology;

/// <summary>Describes a network by calls, as a file does by lines.</summary>
/// <example>
/// <code>
/// TopologyModel office = new TopologyBuilder("office")
///     .WithAddressPool("10.0.0.0/16")
///     .WithShortestRoutes()
///     .Host("alice").Host("server").Router("left").Router("right")
///     .Link("alice", "left")
///     .Link("left", "right", link => link.Named("slow").Delay(TimeSpan.FromMilliseconds(20)).Loss(0.05))
///     .Link("right", "server")
///     .At(TimeSpan.FromSeconds(10), then => then.Cut("slow"))
///     .Build();
/// </code>
/// </example>
public sealed class TopologyBuilder
{
    private readonly TopologyDraft _draft = new();

    /// <summary>Initializes a new instance of the <see cref="TopologyBuilder"/> class.</summary>
    /// <param name="name">The topology's name, which is that of the vnet above all of its nodes.</param>
    public TopologyBuilder(string name = TopologyDraft.DefaultName) => _draft.Name = name;

    /// <summary>Says what all that happens by chance is made from.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>This.</returns>
    public TopologyBuilder WithSeed(ulong seed)
    {
        _draft.Seed = seed;
        return this;
    }

    /// <summary>Lets it live in a time that stands still until it is told to advance.</summary>
    /// <returns>This.</returns>
    public TopologyBuilder WithVirtualTime()
    {
        _draft.Time = TopologyTime.Virtual;
        return this;
    }

    /// <summary>
    /// Gives each link on which no interface has an address of that family a network from here, and its interfaces addresses in it.
    /// What bridges join is one link. Of IPv4 a network is as small as it can be, /30 or wider; of IPv6 it is a /64.
    /// </summary>
    /// <param name="network">Such as <c>10.0.0.0/16</c>. One of each family, or several, which are used up one after the other.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">It is no network.</exception>
    public TopologyBuilder WithAddressPool(string network)
    {
        _draft.Pools.Add(new Located<IPNetwork>(AddressText.ParseNetwork(network), default));
        return this;
    }

    /// <summary>
    /// Gives each node a route to each network that it is not in, over as few routers as possible: of hosts that have one router to
    /// go by, a default route.
    /// </summary>
    /// <returns>This.</returns>
    public TopologyBuilder WithShortestRoutes()
    {
        _draft.MakesRoutes = true;
        return this;
    }

    /// <summary>Adds a host.</summary>
    /// <param name="name">Its name: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="configure">What else there is to say of it.</param>
    /// <returns>This.</returns>
    public TopologyBuilder Host(string name, Action<NodeBuilder>? configure = null) => Add(name, NodeKind.Host, configure);

    /// <summary>Adds a router.</summary>
    /// <param name="name">Its name: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="configure">What else there is to say of it.</param>
    /// <returns>This.</returns>
    public TopologyBuilder Router(string name, Action<NodeBuilder>? configure = null) => Add(name, NodeKind.Router, configure);

    /// <summary>Adds a bridge.</summary>
    /// <param name="name">Its name: letters, digits, <c>-</c> and <c>_</c>.</param>
    /// <param name="spanningTree">Whether its interfaces take part in a spanning tree, without which there may be no loop.</param>
    /// <returns>This.</returns>
    public TopologyBuilder Bridge(string name, bool spanningTree = false)
    {
        ArgumentNullException.ThrowIfNull(name);
        _draft.Nodes.Add(new NodeDraft(name, NodeKind.Bridge, default) { HasSpanningTree = spanningTree });
        return this;
    }

    /// <summary>Adds a link between two nodes, which need not be there yet.</summary>
    /// <param name="a">The one node; or with the name of its interface, <c>r1:eth0</c>.</param>
    /// <param name="b">The other.</param>
    /// <param name="configure">What else there is to say of it. Without, it loses nothing and takes no time.</param>
    /// <returns>This.</returns>
    public TopologyBuilder Link(string a, string b, Action<LinkBuilder>? configure = null)
    {
        LinkDraft link = new(ReadEnd(a), ReadEnd(b), default);
        _draft.Links.Add(link);
        configure?.Invoke(new LinkBuilder(link));
        return this;
    }

    /// <summary>Lets something happen.</summary>
    /// <param name="time">How long after the start.</param>
    /// <param name="configure">What.</param>
    /// <returns>This.</returns>
    public TopologyBuilder At(TimeSpan time, Action<ScheduleBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(new ScheduleBuilder(_draft, time));
        return this;
    }

    /// <summary>Returns the topology, complete: with names, addresses and routes for what was given none.</summary>
    /// <returns>The topology.</returns>
    /// <exception cref="TopologyException">Something is wrong with it.</exception>
    public TopologyModel Build() => DraftChecker.Complete(_draft, new Problems(file: null));

    private static EndDraft ReadEnd(string end)
    {
        ArgumentNullException.ThrowIfNull(end);
        string[] parts = end.Split(':', 2);
        return new EndDraft(parts[0], parts.ElementAtOrDefault(1), default);
    }

    private TopologyBuilder Add(string name, NodeKind kind, Action<NodeBuilder>? configure)
    {
        ArgumentNullException.ThrowIfNull(name);
        NodeDraft node = new(name, kind, default);
        _draft.Nodes.Add(node);
        configure?.Invoke(new NodeBuilder(node));
        return this;
    }
}
