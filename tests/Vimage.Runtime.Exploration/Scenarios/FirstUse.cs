using Microsoft.Coyote.Specifications;

namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>The first use of a module in a vnet, whose state is made without a lock where all initializers are constants.</summary>
internal static class FirstUse
{
    internal static async Task UseVersusUse()
    {
        _ = Constants.V_uses;
        Vnet vnet = Vnet.Root.CreateChild(Scenario.NewName());
        await Task.WhenAll(Scenario.Start(() => vnet.Run(Use)), Scenario.Start(() => vnet.Run(Use)));
        vnet.Run(static () => Scenario.Equal(102, Constants.V_uses, "uses"));
        await vnet.DestroyAsync();
    }

    // Who has used the module has attached it, and what is attached is detached.
    internal static async Task UseVersusDestroy()
    {
        _ = Constants.V_uses;
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

    private static void Use() => Interlocked.Increment(ref Constants.V_uses);
}
