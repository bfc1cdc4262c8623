using System.Globalization;
using System.Text;

namespace Vimage.Net.Topology.Drawing;

/// <summary>Draws a network as SVG.</summary>
/// <param name="graph">The network.</param>
/// <param name="places">Where its nodes are; linked ones are about 1 from each other.</param>
internal sealed class SvgWriter(NetworkGraph graph, (double X, double Y)[] places)
{
    // So many names, and so many links' interfaces and addresses, can be read beside each other.
    private const int MostNames = 60;
    private const int MostDescriptions = 24;

    private const double LargestSide = 1_400;
    private const double Margin = 60;
    private const double Foot = 30;
    private const double EndPart = 0.3;
    private const double Bend = 110;

    private readonly SvgScale _scale = SvgScale.Of(graph, places, LargestSide);
    private readonly int[] _bends = BendsOf(graph);
    private readonly StringBuilder _svg = new();

    private bool HasNames => graph.Nodes.Count <= MostNames;

    private bool HasDescriptions => graph.Edges.Count <= MostDescriptions && HasNames;

    internal string Write(string? title)
    {
        double width = Math.Max(320, _scale.Width + (2 * Margin));
        double height = _scale.Height + (2 * Margin) + Foot;
        string caption = Caption(title);
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" role=\"img\" aria-label=\"{Escape(caption)}\">");
        _svg.Append(SvgStyle.Text);
        Line($"<rect class=\"back\" width=\"100%\" height=\"100%\"/>");
        Line($"<g transform=\"translate({(width - _scale.Width) / 2:0.#} {Margin:0})\">");
        WriteEdges();
        WriteNodes();
        Line($"</g>");
        Line($"<text class=\"caption\" x=\"16\" y=\"{height - 14:0}\">{Escape(caption)}</text>");
        Line($"</svg>");
        return _svg.ToString();
    }

    private string Caption(string? title)
    {
        int cut = graph.Edges.Count(static edge => edge.IsCut);
        int marked = graph.Nodes.Count(static node => node.IsMarked);
        string counts = string.Create(CultureInfo.InvariantCulture, $"{graph.Nodes.Count} nodes, {graph.Edges.Count} links");
        counts += cut == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {cut} cut");
        counts += marked == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {marked} marked");
        return title is null ? counts : $"{title}: {counts}";
    }

    // All whole links are one path: of two thousand elements half the size would be their names.
    private void WriteEdges()
    {
        _svg.Append("<path class=\"link\" d=\"");
        for (int i = 0; i < graph.Edges.Count; i++)
        {
            if (!graph.Edges[i].IsCut)
            {
                _svg.Append(PathOf(i));
            }
        }

        _svg.Append("\"/>\n");
        for (int i = 0; i < graph.Edges.Count; i++)
        {
            GraphEdge edge = graph.Edges[i];
            if (edge.IsCut)
            {
                Line($"<path class=\"cut\" d=\"{PathOf(i)}\"><title>{Escape($"{edge.A.Node} - {edge.B.Node}: cut")}</title></path>");
            }

            if (HasDescriptions)
            {
                Describe(edge.A, PointOf(i, EndPart));
                Describe(edge.B, PointOf(i, 1 - EndPart));
            }
        }
    }

    private string PathOf(int edge)
    {
        (int a, int b) = graph.Pairs[edge];
        ((double ax, double ay), (double bx, double by)) = (_scale[a], _scale[b]);
        (double x, double y) = ControlPointOf(edge);
        return _bends[edge] == 0
            ? string.Create(CultureInfo.InvariantCulture, $"M{ax:0.#} {ay:0.#}L{bx:0.#} {by:0.#}")
            : string.Create(CultureInfo.InvariantCulture, $"M{ax:0.#} {ay:0.#}Q{x:0.#} {y:0.#} {bx:0.#} {by:0.#}");
    }

    // Of the quadratic curve that an edge is; a straight one has it in the middle.
    private (double X, double Y) ControlPointOf(int edge)
    {
        (int a, int b) = graph.Pairs[edge];
        ((double ax, double ay), (double bx, double by)) = (_scale[a], _scale[b]);
        double bend = _bends[edge] * Bend / Math.Max(1e-6, Math.Sqrt(((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay))));
        return (((ax + bx) / 2) - ((by - ay) * bend), ((ay + by) / 2) + ((bx - ax) * bend));
    }

    private (double X, double Y) PointOf(int edge, double part)
    {
        (int a, int b) = graph.Pairs[edge];
        ((double ax, double ay), (double bx, double by), (double x, double y)) = (_scale[a], _scale[b], ControlPointOf(edge));
        double rest = 1 - part;
        return ((rest * rest * ax) + (2 * rest * part * x) + (part * part * bx), (rest * rest * ay) + (2 * rest * part * y) + (part * part * by));
    }

    // Of several links between two nodes each bends more than the one before.
    private static int[] BendsOf(NetworkGraph graph)
    {
        Dictionary<(int, int), int> seen = [];
        int[] bends = new int[graph.Edges.Count];
        for (int i = 0; i < bends.Length; i++)
        {
            (int a, int b) = graph.Pairs[i];
            (int, int) pair = a < b ? (a, b) : (b, a);
            bends[i] = seen.GetValueOrDefault(pair);
            seen[pair] = bends[i] + 1;
        }

        return bends;
    }

    private void Describe(GraphEnd end, (double X, double Y) at)
    {
        (double x, double y) = at;
        Line($"<text class=\"end\" x=\"{x:0.#}\" y=\"{y - 3:0.#}\">{Escape(end.Interface)}</text>");
        foreach (string address in end.Addresses)
        {
            y += SvgStyle.EndSize + 1;
            Line($"<text class=\"end\" x=\"{x:0.#}\" y=\"{y - 3:0.#}\">{Escape(address)}</text>");
        }
    }

    private void WriteNodes()
    {
        double r = _scale.Radius;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            GraphNode node = graph.Nodes[i];
            (double x, double y) = _scale[i];
            string kind = KindNames.Of(node.Kind) + (node.IsMarked ? " marked" : "");
            string title = $"<title>{Escape(node.Name)}</title>";
            switch (node.Kind)
            {
                case NodeKind.Router:
                    Line($"<circle class=\"{kind}\" cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{r:0.#}\">{title}</circle>");
                    break;
                case NodeKind.Bridge:
                    Line($"<path class=\"{kind}\" d=\"M{x:0.#} {y - (r * 1.2):0.#}l{r * 1.2:0.#} {r * 1.2:0.#}l{-r * 1.2:0.#} {r * 1.2:0.#}l{-r * 1.2:0.#} {-r * 1.2:0.#}z\">{title}</path>");
                    break;
                default:
                    Line($"<rect class=\"{kind}\" x=\"{x - (r * 1.1):0.#}\" y=\"{y - (r * 0.8):0.#}\" width=\"{r * 2.2:0.#}\" height=\"{r * 1.6:0.#}\" rx=\"{r * 0.3:0.#}\">{title}</rect>");
                    break;
            }

            if (HasNames)
            {
                Line($"<text class=\"name\" x=\"{x:0.#}\" y=\"{y + r + SvgStyle.NameSize:0.#}\">{Escape(node.Name)}</text>");
            }
        }
    }

    private void Line(FormattableString text) => _svg.Append(FormattableString.Invariant(text)).Append('\n');

    // What XML 1.0 has no place for at all is shown as what it is not.
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            escaped.Append(rune.Value switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                < ' ' or 0xFFFE or 0xFFFF => "\uFFFD",
                _ => rune.ToString(),
            });
        }

        return escaped.ToString();
    }
}
