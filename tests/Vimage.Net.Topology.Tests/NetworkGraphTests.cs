using System.Text.Json;
using System.Xml.Linq;

namespace Vimage.Net.Topology.Tests;

/// <summary>Pictures of networks.</summary>
public sealed class NetworkGraphTests
{
    private const string Nasty = "<b>\"&'];--> #;\n\u0001";

    [Fact]
    public async Task A_running_tree_is_read_as_it_is()
    {
        await using RunningTopology topology = await Run.StartAsync("""
            pool: 10.0.0.0/24
            nodes: { a: , s: bridge, r: router }
            links: [[a, s], [s, r], [r, a]]
            """);
        topology.Cut("r-a");
        NetworkGraph graph = NetworkGraph.Of(topology.Root);
        Assert.Equal([("a", NodeKind.Host), ("s", NodeKind.Bridge), ("r", NodeKind.Router)], graph.Nodes.Select(static node => (node.Name, node.Kind)));
        Assert.Equal(
            ["a:eth0 10.0.0.1/30 - s:eth0  up", "a:eth1 10.0.0.6/30 - r:eth1 10.0.0.5/30 cut", "r:eth0 10.0.0.2/30 - s:eth1  up"],
            graph.Edges.Select(static edge => $"{Describe(edge.A)} - {Describe(edge.B)} {(edge.IsCut ? "cut" : "up")}").Order());

        static string Describe(GraphEnd end) => $"{end.Node}:{end.Interface} {string.Join(' ', end.Addresses)}";
    }

    [Fact]
    public void Names_are_text_wherever_they_are_written()
    {
        NetworkGraph graph = new([new GraphNode(Nasty, NodeKind.Router), new GraphNode("b", NodeKind.Host)], [new GraphEdge(new GraphEnd(Nasty, Nasty), new GraphEnd("b", "eth0"))]);
        XNamespace svg = "http://www.w3.org/2000/svg";
        XDocument picture = XDocument.Parse(graph.ToSvg(Nasty));
        Assert.Contains("<b>\"&'];--> #;\uFFFD\uFFFD", picture.Descendants(svg + "title").Select(static each => each.Value));

        string node = graph.ToMermaid().Split('\n')[1];
        Assert.Equal("    n0((\"#60;b#62;#34;#38;#39;#93;#59;--#62; #35;#59;#10;#1;\"))", node);

        using JsonDocument json = JsonDocument.Parse(graph.ToJson());
        Assert.Equal(Nasty, json.RootElement.GetProperty("nodes")[0].GetProperty("name").GetString());
        Assert.Equal("up", json.RootElement.GetProperty("edges")[0].GetProperty("state").GetString());
    }

    [Fact]
    public void A_picture_is_the_same_each_time_and_has_the_kinds_and_states()
    {
        NetworkGraph graph = Grid(3, 3, cut: 4).Mark(static name => name == "n0");
        string picture = graph.ToSvg("grid");
        Assert.Equal(picture, Grid(3, 3, cut: 4).Mark(static name => name == "n0").ToSvg("grid"));
        Assert.Contains("grid: 9 nodes, 12 links, 1 cut, 1 marked", picture, StringComparison.Ordinal);
        Assert.Single(Elements(picture, "path", "cut"));
        Assert.Single(Elements(picture, "circle", "router marked"));
        Assert.Contains("prefers-color-scheme: dark", picture, StringComparison.Ordinal);
        Assert.Equal(2, graph.ToMermaid().Split(" -.-|").Length);
    }

    [Fact]
    public void Nodes_are_apart_and_nearer_to_those_that_they_are_linked_with()
    {
        List<(double X, double Y)> places = [.. Elements(Grid(5, 5).ToSvg(), "circle", "router").Select(static each => ((double)each.Attribute("cx")!, (double)each.Attribute("cy")!))];
        double Distance(int a, int b) => Math.Sqrt(Math.Pow(places[a].X - places[b].X, 2) + Math.Pow(places[a].Y - places[b].Y, 2));
        Assert.Equal(25, places.Count);
        Assert.True(Distance(0, 24) > 3 * Distance(0, 1));
        double nearest = Enumerable.Range(0, 25).SelectMany(a => Enumerable.Range(a + 1, 24 - a).Select(b => Distance(a, b))).Min();
        Assert.True(nearest > 30, $"Two nodes are {nearest} pixels from each other.");
    }

    [Fact]
    public void Many_nodes_have_no_labels_and_make_no_large_file()
    {
        string few = Grid(3, 3).ToSvg();
        string many = Grid(40, 25).ToSvg();
        Assert.Equal(9, Elements(few, "text", "name").Count);
        Assert.Equal(24, Elements(few, "text", "end").Count);
        Assert.Empty(Elements(many, "text", "name"));
        Assert.InRange(many.Length, 50_000, 200_000);
        Assert.Equal(1_000, Elements(many, "circle", "router").Count);
    }

    [Fact]
    public void Nothing_and_one_node_and_parts_that_are_not_connected_can_be_drawn()
    {
        Assert.Contains("0 nodes, 0 links", new NetworkGraph([], []).ToSvg(), StringComparison.Ordinal);
        Assert.Contains("1 nodes", new NetworkGraph([new GraphNode("a", NodeKind.Host)], []).ToSvg(), StringComparison.Ordinal);
        NetworkGraph apart = new([.. Enumerable.Range(0, 5).Select(static i => new GraphNode($"n{i}", NodeKind.Host))], [Edge(0, 1), Edge(2, 3)]);
        Assert.DoesNotContain("NaN", apart.ToSvg(), StringComparison.Ordinal);
        Assert.Equal(5, Elements(apart.ToSvg(), "rect", "host").Count);
    }

    [Fact]
    public void Lists_that_do_not_fit_each_other_are_refused()
    {
        GraphNode node = new("n0", NodeKind.Host);
        Assert.Contains("Two nodes are named 'n0'", Assert.Throws<ArgumentException>(() => new NetworkGraph([node, node], [])).Message, StringComparison.Ordinal);
        Assert.Contains("ends at node 'n1'", Assert.Throws<ArgumentException>(() => new NetworkGraph([node], [Edge(0, 1)])).Message, StringComparison.Ordinal);
    }

    private static List<XElement> Elements(string picture, string name, string kind) =>
        [.. XDocument.Parse(picture).Descendants().Where(each => each.Name.LocalName == name && (string?)each.Attribute("class") == kind)];

    private static GraphEdge Edge(int a, int b) => new(new GraphEnd($"n{a}", "eth0"), new GraphEnd($"n{b}", "eth1"));

    private static NetworkGraph Grid(int width, int height, int cut = -1)
    {
        List<GraphEdge> edges = [];
        for (int i = 0; i < width * height; i++)
        {
            if (i % width != width - 1)
            {
                edges.Add(Edge(i, i + 1));
            }

            if (i / width != height - 1)
            {
                edges.Add(Edge(i, i + width));
            }
        }

        return new NetworkGraph(
            [.. Enumerable.Range(0, width * height).Select(static i => new GraphNode($"n{i}", NodeKind.Router))],
            [.. edges.Select((edge, index) => edge with { IsCut = index == cut })]);
    }
}
