namespace Vimage.Net.Topology.Drawing;

/// <summary>The colours of a picture, for light and for dark.</summary>
internal static class SvgStyle
{
    internal const int NameSize = 13;
    internal const int EndSize = 9;

    internal const string Text = """
        <style>
        .back { fill: #ffffff }
        .link { fill: none; stroke: #adb5bd; stroke-width: 1.2 }
        .cut { fill: none; stroke: #e03131; stroke-width: 2.5; stroke-dasharray: 6 4 }
        .host { fill: #d3f9d8; stroke: #495057 }
        .router { fill: #d0ebff; stroke: #495057 }
        .bridge { fill: #fff3bf; stroke: #495057 }
        .marked { fill: #fd7e14 }
        text { font-family: system-ui, sans-serif; fill: #212529; stroke: #ffffff; stroke-width: 3px; paint-order: stroke }
        .name { font-size: 13px; text-anchor: middle }
        .end { font-size: 9px; text-anchor: middle; fill: #868e96 }
        .caption { font-size: 13px; fill: #868e96 }
        @media (prefers-color-scheme: dark) {
        .back { fill: #16191d }
        .link { stroke: #495057 }
        .cut { stroke: #ff6b6b }
        .host { fill: #2b5d34; stroke: #ced4da }
        .router { fill: #1b4f7a; stroke: #ced4da }
        .bridge { fill: #6b5a10; stroke: #ced4da }
        .marked { fill: #e8590c }
        text { fill: #e9ecef; stroke: #16191d }
        .end, .caption { fill: #adb5bd }
        }
        </style>

        """;
}
