using System.Globalization;
using System.Text;
using Vimage.CompilerServices;

namespace Vimage;

/// <summary>Says which modules wait for what, in FreeBSD's words, and which wait for each other.</summary>
internal static class UnresolvedReport
{
    internal static string Of(IReadOnlyList<VnetModule> pending)
    {
        Dictionary<string, VnetModule> byName = [];
        StringBuilder report = new("vnet modules with unresolved dependencies:\n");
        foreach (VnetModule module in pending)
        {
            _ = byName.TryAdd(module.Name, module);
            report.Append(
                CultureInfo.InvariantCulture, $"    {module.Slot}:{module.Name} depending on {string.Join(", ", module.DependsOn)}\n");
        }

        HashSet<string> reported = [];
        foreach (VnetModule module in pending)
        {
            if (!reported.Contains(module.Name) && FindCycle(module.Name, byName, []) is { } cycle)
            {
                reported.UnionWith(cycle);
                report.Append("    a cycle: ").AppendJoin(" -> ", cycle).Append('\n');
            }
        }

        return report.ToString();
    }

    // Depth first; the path is the one from the start.
    private static List<string>? FindCycle(string name, Dictionary<string, VnetModule> byName, List<string> path)
    {
        if (path.Contains(name))
        {
            return path[0] == name ? [.. path, name] : null;
        }

        if (!byName.TryGetValue(name, out VnetModule? module))
        {
            return null;
        }

        path.Add(name);
        foreach (string next in module.DependsOn.Where(next => next != name))
        {
            if (FindCycle(next, byName, path) is { } cycle)
            {
                return cycle;
            }
        }

        path.RemoveAt(path.Count - 1);
        return null;
    }
}
