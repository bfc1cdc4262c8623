using Microsoft.Coyote.Specifications;

namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>A module that counts how often it is attached to and detached from one vnet, by the vnet's name.</summary>
internal sealed class CountingModule(string vnet)
{
    private readonly string _name = Scenario.NewName();
    private int _attached;
    private int _detached;

    internal int Attached => Volatile.Read(ref _attached);

    internal int Detached => Volatile.Read(ref _detached);

    internal VnetRegistration Load() => VnetModules.Register(new VnetModuleInfo(_name)
    {
        Attach = (which, _) => Count(which, ref _attached),
        Detach = (which, _) => Count(which, ref _detached),
    });

    private void Count(Vnet which, ref int count)
    {
        if (which.Name == vnet)
        {
            Interlocked.Increment(ref count);
            Specification.Assert(Detached <= Attached, "detached: {0} times, and attached only {1}", Detached, Attached);
        }
    }
}
