using Microsoft.Coyote.Specifications;

namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>Vnets that are made below others which are just destroyed or reset.</summary>
internal static class Below
{
    private static readonly VnetDestroyOptions s_withAllBelow = new() { Recursive = true };

    internal static async Task DestroyVersusCreate()
    {
        string name = Scenario.NewName();
        Vnet vnet = NewParent(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.DestroyAsync(s_withAllBelow).ConfigureAwait(false)),
            Scenario.Start(() => vnet.CreateChild("below")));
        Scenario.IsGone(name);
        Scenario.Equal(0, vnet.Children.Count, "children");
    }

    internal static async Task ResetVersusCreate()
    {
        string name = Scenario.NewName();
        Vnet vnet = NewParent(name);
        Vnet? below = null;
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.ResetAsync().ConfigureAwait(false)),
            Scenario.Start(() => below = vnet.CreateChild("below")));
        Specification.Assert(below is null || vnet.TryFind("below", out _), "a child was made that is not there");
        await vnet.DestroyAsync(s_withAllBelow);
        Scenario.IsGone(name);
    }

    internal static async Task ResetVersusReset()
    {
        string name = Scenario.NewName();
        Vnet vnet = NewParent(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.ResetAsync().ConfigureAwait(false)),
            Scenario.Start(async () =>
            {
                await vnet.ResetAsync().ConfigureAwait(false);
                await vnet.ResetAsync().ConfigureAwait(false);
            }),
            Scenario.Start(async () =>
            {
                try
                {
                    await vnet.DestroyAsync().ConfigureAwait(false);
                }
                catch (VnetBusyException)
                {
                    // It is being reset.
                }
            }));
        await vnet.DestroyAsync(s_withAllBelow);
        Scenario.IsGone(name);
    }

    internal static async Task CreateVersusCreate()
    {
        string name = Scenario.NewName();
        int made = 0;
        int taken = 0;
        Task Create() => Task.Run(() =>
        {
            try
            {
                _ = Vnet.Root.CreateChild(name);
                Interlocked.Increment(ref made);
            }
            catch (VnetExistsException)
            {
                Interlocked.Increment(ref taken);
            }
        });
        await Task.WhenAll(Create(), Create());
        Scenario.Equal(1, made, "vnets of one name");
        Scenario.Equal(1, taken, "refusals");
        await Vnet.Root[name].DestroyAsync();
        Scenario.IsGone(name);
    }

    private static Vnet NewParent(string name) => Vnet.Root.CreateChild(name, new VnetOptions { ChildrenMax = 4 });
}
