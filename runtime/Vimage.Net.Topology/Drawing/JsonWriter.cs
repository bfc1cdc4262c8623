using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Vimage.Net.Topology.Drawing;

/// <summary>Writes a network as JSON.</summary>
internal static class JsonWriter
{
    internal static string Write(NetworkGraph graph)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartArray("nodes");
            foreach (GraphNode node in graph.Nodes)
            {
                json.WriteStartObject();
                json.WriteString("name", node.Name);
                json.WriteString("kind", KindNames.Of(node.Kind));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("edges");
            foreach (GraphEdge edge in graph.Edges)
            {
                json.WriteStartObject();
                Write(json, "a", edge.A);
                Write(json, "b", edge.B);
                json.WriteString("state", edge.IsCut ? "cut" : "up");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, GraphEnd end)
    {
        json.WriteStartObject(name);
        json.WriteString("node", end.Node);
        json.WriteString("interface", end.Interface);
        json.WriteStartArray("addresses");
        foreach (string address in end.Addresses)
        {
            json.WriteStringValue(address);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
