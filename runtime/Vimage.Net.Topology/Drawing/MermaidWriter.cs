using System.Globalization;
using System.Text;

namespace Vimage.Net.Topology.Drawing;

/// <summary>
/// Writes a network as a Mermaid flowchart: hosts are boxes, routers circles, bridges diamonds, cut links dotted. Nodes are called n0 and up, and
/// names are text in quotes, so that no name can be part of the language.
/// </summary>
internal static class MermaidWriter
{
    internal static string Write(NetworkGraph graph)
    {
        StringBuilder text = new("graph LR\n");
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            GraphNode node = graph.Nodes[i];
            (string open, string close) = node.Kind switch
            {
                NodeKind.Router => ("((", "))"),
                NodeKind.Bridge => ("{", "}"),
                _ => ("[", "]"),
            };
            text.Append(CultureInfo.InvariantCulture, $"    n{i}{open}\"{Escape(node.Name)}\"{close}{(node.IsMarked ? ":::marked" : "")}\n");
        }

        for (int i = 0; i < graph.Edges.Count; i++)
        {
            GraphEdge edge = graph.Edges[i];
            (int a, int b) = graph.Pairs[i];
            string line = edge.IsCut ? "-.-" : "---";
            text.Append(CultureInfo.InvariantCulture, $"    n{a} {line}|\"{Describe(edge.A)} - {Describe(edge.B)}{(edge.IsCut ? " (cut)" : "")}\"| n{b}\n");
        }

        if (graph.Nodes.Any(static node => node.IsMarked))
        {
            text.Append("    classDef marked stroke:#d9480f,stroke-width:3px\n");
        }

        return text.ToString();
    }

    private static string Describe(GraphEnd end) => Escape(string.Join(' ', end.Addresses.Prepend(end.Interface)));

    // Mermaid's own entities: # and a number, or a name, and a semicolon.
    private static string Escape(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '.' or ':' or '/' or '-' or '_')
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.ToString();
    }
}
