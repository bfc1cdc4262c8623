using System.Reflection;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>What there is to say of vnets.</summary>
internal static class VnetReader
{
    /// <summary>The limit of the vnets below a vnet, which is no quota.</summary>
    internal const string Children = "children";

    internal static AdminGreeting Greet(AdminScope scope) => new(
        AdminProtocol.Version,
        Environment.ProcessId,
        Assembly.GetEntryAssembly()?.GetName().Name ?? "",
        scope.Tree.Parent is null ? scope.Tree.ToString() : scope.Tree.Name);

    /// <summary>Lists a vnet and its children, or all that are below it.</summary>
    internal static IReadOnlyList<VnetEntry> List(AdminScope scope, string path, bool recursive)
    {
        Vnet vnet = scope.Find(path);
        bool hasStack = NetworkStack.IsThere;
        List<VnetEntry> entries = new(1 + vnet.DescendantCount) { Read(scope, vnet, hasStack) };
        AddBelow(scope, vnet, recursive, hasStack, entries);
        return entries;
    }

    internal static IReadOnlyList<LimitEntry> ListLimits(AdminScope scope, string path)
    {
        Vnet vnet = scope.Find(path);
        return
        [
            new LimitEntry(Children, vnet.DescendantCount, vnet.ChildrenMax),
            .. vnet.QuotaNames.Select(name => new LimitEntry(
                name, vnet.UsageOf(name), vnet.LimitOf(name) is < long.MaxValue and var limit ? limit : null)),
        ];
    }

    private static void AddBelow(AdminScope scope, Vnet vnet, bool isRecursive, bool hasStack, List<VnetEntry> entries)
    {
        foreach (Vnet child in vnet.Children.OrderBy(static each => each.Name, StringComparer.Ordinal))
        {
            entries.Add(Read(scope, child, hasStack));
            if (isRecursive && child.DescendantCount > 0)
            {
                AddBelow(scope, child, isRecursive, hasStack, entries);
            }
        }
    }

    private static VnetEntry Read(AdminScope scope, Vnet vnet, bool hasStack)
    {
        VnetLoad load = vnet.Load;
        return new VnetEntry(
            scope.PathOf(vnet),
            vnet.DescendantCount,
            vnet.ChildrenMax,
            hasStack ? NetworkStack.CountInterfaces(vnet) : 0,
            vnet.CountOwned(VnetResourceKind.Endpoint),
            vnet.CountOwned(VnetResourceKind.Task),
            load.CpuTime.TotalSeconds,
            load.Runnable,
            load.Load1,
            load.Load5,
            load.Load15);
    }
}
