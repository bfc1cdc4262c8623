using System.Globalization;
using Vimage.Admin.Protocol;

namespace Vimage.Cli.Rendering;

/// <summary>Vnets as a tree, each with what it has.</summary>
internal static class VnetTable
{
    internal static TextTable Of(IReadOnlyList<VnetEntry> vnets)
    {
        TextTable table = new("VNET", ">IFS", ">SOCKS", ">TASKS", ">BELOW", ">MAX", ">RUN", ">LOAD1", ">LOAD5", ">LOAD15", ">CPU");
        int top = DepthOf(vnets[0].Path);
        foreach (VnetEntry each in vnets)
        {
            int depth = DepthOf(each.Path) - top;
            table.Add(
                new string(' ', depth * 2) + (depth == 0 ? each.Path : each.Path[(each.Path.LastIndexOf('.') + 1)..]),
                Number(each.Interfaces),
                Number(each.Sockets),
                Number(each.Tasks),
                Number(each.Descendants),
                each.ChildrenMax == int.MaxValue ? "-" : Number(each.ChildrenMax),
                Number(each.Runnable),
                Load(each.Load1),
                Load(each.Load5),
                Load(each.Load15),
                string.Create(CultureInfo.InvariantCulture, $"{each.CpuSeconds:0.00}s"));
        }

        return table;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Load(double load) => load.ToString("0.00", CultureInfo.InvariantCulture);

    private static int DepthOf(string path) => path == "." ? 0 : 1 + path.Count(static c => c == '.');
}
