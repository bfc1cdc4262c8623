using System.Collections.Concurrent;

namespace Vimage.Runtime.Tests;

/// <summary>Modules written by hand with names that no other test has, and a log of what their hooks did in one vnet.</summary>
internal sealed class HandModules : IDisposable
{
    private static int s_count;

    private readonly string _prefix = $"hand{Interlocked.Increment(ref s_count)}.";
    private readonly List<VnetRegistration> _registrations = [];
    private readonly ConcurrentQueue<(Vnet Vnet, string What)> _log = new();

    internal Action<Vnet, string> OnAttach { get; set; } = static (_, _) => { };

    internal Action<Vnet, string> OnDetach { get; set; } = static (_, _) => { };

    internal string Name(string name) => _prefix + name;

    internal VnetModuleInfo Info(string name, params string[] dependsOn) => new(Name(name))
    {
        DependsOn = [.. dependsOn.Select(Name)],
        CreateState = static argument => new List<object?> { argument },
        Attach = (vnet, _) => Log(vnet, "+" + name, OnAttach),
        Detach = (vnet, _) => Log(vnet, "-" + name, OnDetach),
    };

    internal VnetRegistration Register(string name, params string[] dependsOn) => Register(Info(name, dependsOn));

    internal VnetRegistration Register(VnetModuleInfo info)
    {
        VnetRegistration registration = VnetModules.Register(info);
        _registrations.Add(registration);
        return registration;
    }

    internal string LogOf(Vnet vnet) => string.Join(' ', _log.Where(entry => entry.Vnet == vnet).Select(static entry => entry.What));

    /// <summary>As <see cref="LogOf"/>, for a vnet that never came to be.</summary>
    internal string LogOfName(string vnet) => string.Join(' ', _log.Where(entry => entry.Vnet.Name == vnet).Select(static entry => entry.What));

    internal int Count(Vnet vnet, string what) => _log.Count(entry => entry.Vnet == vnet && entry.What == what);

    internal void ClearLog() => _log.Clear();

    public void Dispose()
    {
        // What waited for another was registered before it, and leaves before it all the same.
        while (_registrations.Count > 0)
        {
            VnetRegistration free = _registrations.FindLast(each => !_registrations.Exists(
                other => other != each && other.Module.Stage == ModuleStage.Registered && other.Module.DependsOn.Contains(each.Name)))!;
            free.Dispose();
            _registrations.Remove(free);
        }
    }

    private void Log(Vnet vnet, string what, Action<Vnet, string> then)
    {
        Assert.Same(vnet, Vnet.Current);
        _log.Enqueue((vnet, what));
        then(vnet, what[1..]);
    }
}
