using Microsoft.Coyote.Specifications;

namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>A vnet that is destroyed while others come in.</summary>
internal static class Entering
{
    // Who is in has the vnet as current; who comes too late is told so.
    internal static async Task DestroyVersusEnter()
    {
        Vnet vnet = Vnet.Root.CreateChild(Scenario.NewName());
        int outcomes = 0;
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.DestroyAsync().ConfigureAwait(false)),
            Task.Run(() =>
            {
                try
                {
                    vnet.Run(() => Specification.Assert(Vnet.Current == vnet, "another vnet is current"));
                    outcomes++;
                }
                catch (ObjectDisposedException)
                {
                    outcomes++;
                }

                Specification.Assert(Vnet.Current == Vnet.Root, "the scope is still open");
            }));
        Scenario.Equal(1, outcomes, "outcomes");
    }

    // No module is detached under a flow that is counted in.
    internal static async Task DestroyVersusRun()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        using VnetRegistration registration = module.Load();
        Vnet vnet = Vnet.Root.CreateChild(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.DestroyAsync().ConfigureAwait(false)),
            Scenario.Start(() => vnet.RunAsync(async () =>
            {
                Scenario.Equal(0, module.Detached, "detached at the begin of a flow");
                await Task.Yield();
                Scenario.Equal(0, module.Detached, "detached at the end of a flow");
            })));
        Scenario.Equal(1, module.Detached, "detached");
    }

    internal static async Task DestroyVersusDestroy()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        using VnetRegistration registration = module.Load();
        Vnet vnet = Vnet.Root.CreateChild(name);
        VnetTeardownReport?[] reports = new VnetTeardownReport?[2];
        await Task.WhenAll(
            Scenario.Start(async () => reports[0] = await vnet.DestroyAsync().ConfigureAwait(false)),
            Scenario.Start(async () => reports[1] = await vnet.DestroyAsync().ConfigureAwait(false)));
        Specification.Assert(reports[0] is not null && reports[0] == reports[1], "two reports");
        Scenario.Equal(1, module.Detached, "detached");
        Scenario.IsGone(name);
    }
}
