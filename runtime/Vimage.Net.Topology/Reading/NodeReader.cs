using System.Net;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology.Reading;

/// <summary>Reads a node: <c>r1: { kind: router, loopback: 10.255.0.1/32 }</c>.</summary>
internal sealed class NodeReader(Problems problems)
{
    private const string RouteForm = "'10.0.0.0/8 via 192.0.2.1', or 'default via' a gateway";

    internal NodeDraft Read(YamlItem.Text name, YamlItem value)
    {
        // The short form, for a node of which no more is to be said: 'r1: router'.
        if (value is YamlItem.Text { IsNothing: false } kindAlone)
        {
            return new NodeDraft(name.Value, ReadKind(kindAlone), name.At);
        }

        Section? section = Section.Of(value, $"node '{name.Value}'", problems, "kind", "loopback", "routes", "stp");
        NodeKind kind = section?.Text("kind") is { } text ? ReadKind(text) : NodeKind.Host;
        NodeDraft node = new(name.Value, kind, name.At);
        if (section is null)
        {
            return node;
        }

        foreach (YamlItem address in section.List("loopback"))
        {
            if (AddressReader.Read(address, problems) is { } read)
            {
                node.Loopback.Add(read);
            }
        }

        foreach (YamlItem route in section.List("routes"))
        {
            ReadRoute(route, node);
        }

        ReadSpanningTree(section, node);
        return node;
    }

    private NodeKind ReadKind(YamlItem.Text text)
    {
        switch (text.Value)
        {
            case "host":
                return NodeKind.Host;
            case "router":
                return NodeKind.Router;
            case "bridge":
                return NodeKind.Bridge;
            default:
                problems.Add(text.At, $"'{text.Value}' is no kind of node. It is host, router or bridge.");
                return NodeKind.Host;
        }
    }

    private void ReadSpanningTree(Section section, NodeDraft node)
    {
        if (section.Read<bool>("stp", Units.TryReadSwitch, Units.SwitchForm) is { } spanningTree)
        {
            node.HasSpanningTree = spanningTree.Value;
            if (node.Kind != NodeKind.Bridge)
            {
                problems.Add(spanningTree.At, $"Node '{node.Name}' is no bridge, and has no part in a spanning tree. Leave 'stp' out, or say 'kind: bridge'.");
            }
        }
    }

    private void ReadRoute(YamlItem item, NodeDraft node)
    {
        if (item is YamlItem.Text text
            && text.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [string to, "via", string via]
            && AddressText.TryParseHost(via, out IPAddress? gateway)
            && TryReadDestination(to, gateway, out IPNetwork destination))
        {
            node.Routes.Add(new Located<TopologyRoute>(new TopologyRoute(destination, gateway), item.At));
        }
        else
        {
            problems.Add(item.At, $"A route can't be {item.What}. It is {RouteForm}.");
        }
    }

    private static bool TryReadDestination(string text, IPAddress gateway, out IPNetwork destination)
    {
        destination = gateway.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? Routing.Default : Routing.Default6;
        return text == "default" || AddressText.TryParseNetwork(text, out destination);
    }
}
