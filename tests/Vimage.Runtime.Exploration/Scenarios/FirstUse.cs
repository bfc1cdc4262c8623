using Microsoft.Coyote.Specifications;

namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>The first use of modules in a vnet: of one that is initialized, and of one whose state is made of constants, without a lock.</summary>
internal static class FirstUse
{
    internal static async Task UseVersusUse()
    {
        _ = Constants.V_uses + Counted.V_run;
        int runs = Counted.Runs;
        Vnet vnet = Vnet.Root.CreateChild(Scenario.NewName());
        await Task.WhenAll(Scenario.Start(() => vnet.Run(Use)), Scenario.Start(() => vnet.Run(Use)));
        vnet.Run(static () => Scenario.Equal(102, Constants.V_uses, "uses"));
        Scenario.Equal(runs + 1, Counted.Runs, "runs of the initializer");
        await vnet.DestroyAsync();
    }

    // Who has used the module has attached it, and what is attached is detached.
    internal static async Task UseVersusDestroy()
    {
        _ = Constants.V_uses + Counted.V_run;
        Vnet vnet = Vnet.Root.CreateChild(Scenario.NewName());
        bool isUsed = false;
        VnetTeardownReport? report = null;
        await Task.WhenAll(
            Scenario.Start(async () => report = await vnet.DestroyAsync().ConfigureAwait(false)),
            Scenario.Start(() => vnet.Run(() =>
            {
                Use();
                isUsed = true;
            })));
        Specification.Assert(report!.DetachedModules.Contains("constants") == isUsed, "used: {0}", isUsed);
    }

    private static void Use()
    {
        _ = Counted.V_run;
        Interlocked.Increment(ref Constants.V_uses);
    }
}
