using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>Answers for vnets.</summary>
internal sealed class AdminTarget(AdminScope scope, TeardownLog teardowns) : IAdminProtocol
{
    private const string Cpu = "cpu";

    public Task<AdminGreeting> HelloAsync(int version) => scope.Answer(() => version >= AdminProtocol.Version
        ? VnetReader.Greet(scope)
        : throw AdminScope.Failure("EPROTONOSUPPORT", null, $"This process speaks version {AdminProtocol.Version} of the protocol, and not {version}."));

    public Task<IReadOnlyList<VnetEntry>> ListAsync(string path, bool recursive) => scope.Answer(() => VnetReader.List(scope, path, recursive));

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

    public Task<IReadOnlyList<LimitEntry>> ListLimitsAsync(string path) => scope.Answer(() => VnetReader.ListLimits(scope, path));

    public Task SetLimitAsync(string path, string name, long? limit) => scope.Answer(() =>
    {
        Vnet vnet = scope.Find(path);
        switch (name)
        {
            case VnetReader.Children:
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
}
