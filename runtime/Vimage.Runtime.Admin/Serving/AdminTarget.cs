using System.Reflection;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>Answers for vnets.</summary>
internal sealed class AdminTarget(AdminScope scope, TeardownLog teardowns) : IAdminProtocol
{
    private const string Children = "children";
    private const string Cpu = "cpu";

    public Task<AdminGreeting> HelloAsync(int version) => scope.Answer(() => version >= AdminProtocol.Version
        ? new AdminGreeting(
            AdminProtocol.Version,
            Environment.ProcessId,
            Assembly.GetEntryAssembly()?.GetName().Name ?? "",
            scope.Tree.Parent is null ? scope.Tree.ToString() : scope.Tree.Name)
        : throw AdminScope.Failure("EPROTONOSUPPORT", null, $"This process speaks version {AdminProtocol.Version} of the protocol, and not {version}."));

    public Task<IReadOnlyList<VnetEntry>> ListAsync(string path, bool recursive) => scope.Answer<IReadOnlyList<VnetEntry>>(() =>
    {
        Vnet vnet = scope.Find(path);
        bool hasStack = NetworkStack.IsThere;
        List<VnetEntry> entries = new(1 + vnet.DescendantCount) { ToEntry(vnet, hasStack) };
        AddBelow(vnet, recursive, hasStack, entries);
        return entries;
    });

    public Task CreateAsync(string path, int childrenMax) => scope.Answer(() =>
        scope.Tree.CreateChild(path, new VnetOptions { ChildrenMax = childrenMax }).FullName);

    public async Task<TeardownEntry> DestroyAsync(string path, bool recursive)
    {
        VnetTeardownReport? report = null;
        await scope.AnswerAsync(() => scope.Tree.RunAsync(async () =>
        {
            Vnet vnet = scope.Find(path);
            if (ReferenceEquals(vnet, scope.Tree))
            {
                throw new VnetPermissionException(vnet.FullName, "it is the vnet that this end point is for.");
            }

            report = await vnet.DestroyAsync(new VnetDestroyOptions { Recursive = recursive }).ConfigureAwait(false);
        })).ConfigureAwait(false);
        return TeardownLog.ToEntry(scope.PathOf(report!.VnetName)!, report, DateTimeOffset.UtcNow);
    }

    public Task<IReadOnlyList<VariableEntry>> ListVariablesAsync(string path, string prefix) => scope.Answer<IReadOnlyList<VariableEntry>>(() =>
    {
        Vnet vnet = scope.Find(path);
        return
        [
            .. Vnet.ListVariables(prefix).Select(variable => new VariableEntry(
                variable.Name, vnet.GetVariableText(variable.Name), variable.Unit, variable.Description, variable.IsReadOnly)),
        ];
    });

    public Task SetVariableAsync(string path, string name, string value) => scope.Answer(() =>
    {
        scope.Find(path).SetVariableText(name, value);
        return name;
    });

    public Task<IReadOnlyList<LimitEntry>> ListLimitsAsync(string path) => scope.Answer<IReadOnlyList<LimitEntry>>(() =>
    {
        Vnet vnet = scope.Find(path);
        return
        [
            new LimitEntry(Children, vnet.DescendantCount, vnet.ChildrenMax),
            .. vnet.QuotaNames.Select(name => new LimitEntry(
                name, vnet.UsageOf(name), vnet.LimitOf(name) is < long.MaxValue and var limit ? limit : null)),
        ];
    });

    public Task SetLimitAsync(string path, string name, long? limit) => scope.Answer(() =>
    {
        Vnet vnet = scope.Find(path);
        switch (name)
        {
            case Children:
                vnet.SetChildrenMax((int)Math.Min(limit ?? throw new ArgumentException("The number of vnets below a vnet always has a limit. Give one."), int.MaxValue));
                break;
            case Cpu:
                vnet.LimitCpu(percent: limit);
                break;
            default:
                vnet.SetQuota(name, limit ?? long.MaxValue);
                break;
        }

        return name;
    });

    public Task<IReadOnlyList<TeardownEntry>> ListTeardownsAsync() => scope.Answer(teardowns.List);

    public Task<IReadOnlyList<ModuleEntry>> ListModulesAsync() => scope.Answer<IReadOnlyList<ModuleEntry>>(static () =>
    [
        .. VnetModules.Registered.Select(static name => new ModuleEntry(name, IsPending: false)),
        .. VnetModules.Unresolved.Select(static name => new ModuleEntry(name, IsPending: true)),
    ]);

    private void AddBelow(Vnet vnet, bool isRecursive, bool hasStack, List<VnetEntry> entries)
    {
        foreach (Vnet child in vnet.Children.OrderBy(static each => each.Name, StringComparer.Ordinal))
        {
            entries.Add(ToEntry(child, hasStack));
            if (isRecursive && child.DescendantCount > 0)
            {
                AddBelow(child, isRecursive, hasStack, entries);
            }
        }
    }

    private VnetEntry ToEntry(Vnet vnet, bool hasStack)
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
