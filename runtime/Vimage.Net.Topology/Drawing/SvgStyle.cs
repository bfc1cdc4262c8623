namespace Vimage.Net.Topology.Drawing;

/// <summary>The colours of a picture, for light and for dark.</summary>
internal static class SvgStyle
{
    internal const int NameSize = 13;
    internal const int EndSize = 9;

    internal const string Text = """
        <style>
        svg { --back: #ffffff; --text: #212529; --faint: #868e96; --link: #adb5bd; --cut: #e03131; --host: #d3f9d8; --router: #d0ebff; --bridge: #fff3bf; --edge: #495057; --marked: #fd7e14 }
        @media (prefers-color-scheme: dark) { svg { --back: #16191d; --text: #e9ecef; --faint: #adb5bd; --link: #495057; --cut: #ff6b6b; --host: #2b5d34; --router: #1b4f7a; --bridge: #6b5a10; --edge: #ced4da; --marked: #e8590c } }
        .back { fill: var(--back) }
        .link { fill: none; stroke: var(--link); stroke-width: 1.2 }
        .cut { fill: none; stroke: var(--cut); stroke-width: 2.5; stroke-dasharray: 6 4 }
        .host { fill: var(--host); stroke: var(--edge) }
        .router { fill: var(--router); stroke: var(--edge) }
        .bridge { fill: var(--bridge); stroke: var(--edge) }
        .marked { fill: var(--marked) }
        text { font-family: system-ui, sans-serif; fill: var(--text); stroke: var(--back); stroke-width: 3px; paint-order: stroke }
        .name { font-size: 13px; text-anchor: middle }
        .end { font-size: 9px; text-anchor: middle; fill: var(--faint) }
        .caption { font-size: 13px; fill: var(--faint) }
        </style>

        """;
}
