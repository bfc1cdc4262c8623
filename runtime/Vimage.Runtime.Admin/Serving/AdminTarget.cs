using System.Reflection;
using StreamJsonRpc;
using Vimage.Admin.Protocol;

namespace Vimage.Admin.Serving;

/// <summary>
/// Answers for a vnet and what is below it. It does so in that vnet: what it may not do itself, nobody can do by it.
/// </summary>
internal sealed class AdminTarget(Vnet tree) : IAdminProtocol
{
    private const string Self = ".";

    public Task<AdminGreeting> HelloAsync(int version) => Answer(() => version >= AdminProtocol.Version
        ? new AdminGreeting(AdminProtocol.Version, Environment.ProcessId, Assembly.GetEntryAssembly()?.GetName().Name ?? "", tree.Parent is null ? tree.ToString() : tree.Name)
        : throw Failure("EPROTONOSUPPORT", null, $"This process speaks version {AdminProtocol.Version} of the protocol, and not {version}."));

    public Task<IReadOnlyList<VnetEntry>> ListAsync(string path, bool recursive) => Answer<IReadOnlyList<VnetEntry>>(() =>
    {
        Vnet vnet = tree[path];
        IEnumerable<Vnet> below = recursive ? vnet.WithDescendants().Skip(1) : vnet.Children;
        return [ToEntry(vnet), .. below.Select(ToEntry).OrderBy(static entry => entry.Path, StringComparer.Ordinal)];
    });

    public Task CreateAsync(string path, int childrenMax) => Answer(() =>
        tree.CreateChild(path, new VnetOptions { ChildrenMax = childrenMax }).FullName);

    public async Task<TeardownEntry> DestroyAsync(string path, bool recursive)
    {
        VnetTeardownReport? report = null;
        await AnswerAsync(() => tree.RunAsync(async () =>
        {
            Vnet vnet = tree[path];
            if (ReferenceEquals(vnet, tree))
            {
                throw new VnetPermissionException(vnet.FullName, "it is the vnet that this end point is for.");
            }

            report = await vnet.DestroyAsync(new VnetDestroyOptions { Recursive = recursive }).ConfigureAwait(false);
        })).ConfigureAwait(false);
        return new TeardownEntry(
            report!.IsClean,
            report.DetachedModules,
            [.. report.Failures.Select(static failure => $"{failure.GetType().Name}: {failure.Message}")],
            [.. report.Held.Select(static holding => $"{holding}")]);
    }

    public Task<IReadOnlyList<VariableEntry>> ListVariablesAsync(string path, string prefix) => Answer<IReadOnlyList<VariableEntry>>(() =>
    {
        Vnet vnet = tree[path];
        return
        [
            .. Vnet.ListVariables(prefix).Select(variable => new VariableEntry(
                variable.Name, vnet.GetVariableText(variable.Name), variable.Unit, variable.Description, variable.IsReadOnly)),
        ];
    });

    public Task SetVariableAsync(string path, string name, string value) => Answer(() =>
    {
        tree[path].SetVariableText(name, value);
        return name;
    });

    public Task<IReadOnlyList<ModuleEntry>> ListModulesAsync() => Answer<IReadOnlyList<ModuleEntry>>(static () =>
    [
        .. VnetModules.Registered.Select(static name => new ModuleEntry(name, IsPending: false)),
        .. VnetModules.Unresolved.Select(static name => new ModuleEntry(name, IsPending: true)),
    ]);

    private VnetEntry ToEntry(Vnet vnet)
    {
        VnetLoad load = vnet.Load;
        string path = ReferenceEquals(vnet, tree) ? Self : tree.Parent is null ? vnet.FullName : vnet.FullName[(tree.FullName.Length + 1)..];
        return new VnetEntry(
            path, vnet.DescendantCount, vnet.ChildrenMax, load.CpuTime.TotalSeconds, load.Runnable, load.Load1, load.Load5, load.Load15);
    }

    // The names of those above are nothing for whoever was given a sub-tree.
    private string Relative(string text) => tree.Parent is null
        ? text
        : text.Replace($"{tree.FullName}.", "", StringComparison.Ordinal).Replace($"'{tree.FullName}'", $"'{Self}'", StringComparison.Ordinal);

    private async Task<TResult> Answer<TResult>(Func<TResult> answer)
    {
        TResult? result = default;
        await AnswerAsync(() =>
        {
            result = tree.Run(answer);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        return result!;
    }

    private async Task AnswerAsync(Func<Task> answer)
    {
        try
        {
            await answer().ConfigureAwait(false);
        }
        catch (VnetException error)
        {
            throw Failure(error.Errno, Relative(error.VnetName), Relative(error.Message));
        }
        catch (ObjectDisposedException error)
        {
            throw Failure("ENXIO", Relative(error.ObjectName), Relative(error.Message));
        }
        catch (ArgumentException error)
        {
            throw Failure("EINVAL", null, Relative(error.Message));
        }
    }

    private static LocalRpcException Failure(string errno, string? vnet, string message) => new(message)
    {
        ErrorCode = AdminProtocol.FailureCode,
        ErrorData = new AdminFailure(errno, vnet),
    };
}
