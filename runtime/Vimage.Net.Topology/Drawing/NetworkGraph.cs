using Vimage.Net.Topology.Drawing;

namespace Vimage.Net.Topology;

/// <summary>A network to be drawn: which nodes there are, and which are linked. It knows nothing of vnets, wherever it has been read from.</summary>
public sealed class NetworkGraph
{
    /// <summary>Initializes a new instance of the <see cref="NetworkGraph"/> class.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="edges">The links between them.</param>
    /// <exception cref="ArgumentException">Two nodes have one name, or a link has no such node.</exception>
    public NetworkGraph(IReadOnlyList<GraphNode> nodes, IReadOnlyList<GraphEdge> edges)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        ArgumentNullException.ThrowIfNull(edges);
        Dictionary<string, int> numbers = [];
        foreach (GraphNode node in nodes)
        {
            if (!numbers.TryAdd(node.Name, numbers.Count))
            {
                throw new ArgumentException($"Two nodes are named '{node.Name}'.", nameof(nodes));
            }
        }

        Nodes = nodes;
        Edges = edges;
        Pairs = [.. edges.Select(edge => (NumberOf(edge.A), NumberOf(edge.B)))];

        int NumberOf(GraphEnd end) => numbers.TryGetValue(end.Node, out int number)
            ? number
            : throw new ArgumentException($"An edge ends at node '{end.Node}', which is none.", nameof(edges));
    }

    /// <summary>Gets the nodes.</summary>
    public IReadOnlyList<GraphNode> Nodes { get; }

    /// <summary>Gets the links.</summary>
    public IReadOnlyList<GraphEdge> Edges { get; }

    /// <summary>Gets the numbers of the nodes of each edge.</summary>
    internal IReadOnlyList<(int A, int B)> Pairs { get; }

    /// <summary>
    /// Reads the network below a vnet: the vnets, and the pairs of interfaces (<see cref="Epair"/>) that link them. A vnet with a bridge is a
    /// bridge, one that forwards is a router. Links to vnets outside, and of a vnet with itself, are left out; so is a vnet with others below it and
    /// no link.
    /// </summary>
    /// <param name="root">The vnet, which belongs to it; the current one must be it or above it.</param>
    /// <returns>The network as it is now.</returns>
    public static NetworkGraph Of(Vnet root)
    {
        ArgumentNullException.ThrowIfNull(root);
        return new VnetReader(root).Read();
    }

    /// <summary>
    /// Draws it: the same picture each time, for light and dark. Up to some dozens of nodes have their names, and a few links their interfaces and
    /// addresses; of more, nodes show their names where they are pointed at.
    /// </summary>
    /// <param name="title">What stands below the picture, before its counts.</param>
    /// <returns>An SVG document.</returns>
    public string ToSvg(string? title = null) => new SvgWriter(this, GraphLayout.Of(this)).Write(title);

    /// <summary>Writes it for Mermaid, which draws it in documents.</summary>
    /// <returns>A flowchart.</returns>
    public string ToMermaid() => MermaidWriter.Write(this);

    /// <summary>Writes it for programs: <c>{"nodes": [{"name", "kind"}], "edges": [{"a": {"node", "interface", "addresses"}, "b", "state"}]}</c>.</summary>
    /// <returns>A JSON document.</returns>
    public string ToJson() => JsonWriter.Write(this);

    /// <summary>Returns the same with some nodes marked, and no other.</summary>
    /// <param name="isMarked">Which, by their names.</param>
    /// <returns>The network.</returns>
    public NetworkGraph Mark(Func<string, bool> isMarked) => new([.. Nodes.Select(node => node with { IsMarked = isMarked(node.Name) })], Edges);
}
