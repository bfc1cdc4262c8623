namespace Vimage.Net.Topology.Drafts;

/// <summary>A node as it was written.</summary>
internal sealed class NodeDraft(string name, NodeKind kind, Place at)
{
    internal string Name => name;

    internal NodeKind Kind => kind;

    internal Place At => at;

    internal bool HasSpanningTree { get; set; }

    internal List<Located<IPNetworkAddress>> Loopback { get; } = [];

    internal List<Located<TopologyRoute>> Routes { get; } = [];
}
