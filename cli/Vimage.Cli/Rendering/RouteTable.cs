using Vimage.Admin.Protocol;

namespace Vimage.Cli.Rendering;

/// <summary>Routes as <c>netstat -r</c> shows them.</summary>
internal static class RouteTable
{
    internal static TextTable Of(IReadOnlyList<RouteEntry> routes)
    {
        TextTable table = new("DESTINATION", "GATEWAY", "KIND", "INTERFACE", ">FIB");
        foreach (RouteEntry each in routes)
        {
            table.Add(each.Destination, each.Gateway ?? "-", each.Kind, each.Interface ?? "-", $"{each.Fib}");
        }

        return table;
    }
}
