namespace Vimage.Net.Topology.Drawing;

/// <summary>The kinds of nodes as files and pictures name them.</summary>
internal static class KindNames
{
    internal static string Of(NodeKind kind) => kind switch
    {
        NodeKind.Router => "router",
        NodeKind.Bridge => "bridge",
        _ => "host",
    };
}
