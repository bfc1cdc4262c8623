using System.Net;

namespace Vimage.Net.Topology.Drafts;

/// <summary>A topology as it was written, by calls or in a file: names may be unknown, addresses wrong, nothing is complete.</summary>
internal sealed class TopologyDraft
{
    internal const string DefaultName = "topology";

    internal string Name { get; set; } = DefaultName;

    internal Place NameAt { get; set; }

    internal ulong? Seed { get; set; }

    internal TopologyTime Time { get; set; }

    /// <summary>Gets or sets a value indicating whether each node gets a route to each network.</summary>
    internal bool MakesRoutes { get; set; }

    internal Place RoutesAt { get; set; }

    /// <summary>Gets what links without addresses get some from.</summary>
    internal List<Located<IPNetwork>> Pools { get; } = [];

    internal List<NodeDraft> Nodes { get; } = [];

    internal List<LinkDraft> Links { get; } = [];

    internal List<EventDraft> Schedule { get; } = [];
}
