namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>Modules that come and go while vnets do: each pair is attached once and detached once, or neither.</summary>
internal static class Loading
{
    internal static async Task CreateVersusLoad()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        VnetRegistration? registration = null;
        Vnet? vnet = null;
        await Task.WhenAll(
            Scenario.Start(() => vnet = Vnet.Root.CreateChild(name)),
            Scenario.Start(() => registration = module.Load()));
        Scenario.Equal(1, module.Attached, "attached");
        await vnet!.DestroyAsync();
        Scenario.Equal(1, module.Detached, "detached");
        registration!.Dispose();
    }

    internal static async Task CreateVersusUnload()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        VnetRegistration registration = module.Load();
        Vnet? vnet = null;
        await Task.WhenAll(
            Scenario.Start(() => vnet = Vnet.Root.CreateChild(name)),
            Scenario.Start(registration.Dispose));
        await vnet!.DestroyAsync();
        Scenario.Equal(module.Attached, module.Detached, "detached");
    }

    internal static async Task DestroyVersusLoad()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        VnetRegistration? registration = null;
        Vnet vnet = Vnet.Root.CreateChild(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.DestroyAsync().ConfigureAwait(false)),
            Scenario.Start(() => registration = module.Load()));
        registration!.Dispose();
        Scenario.Equal(module.Attached, module.Detached, "detached");
        Scenario.IsGone(name);
    }

    internal static async Task DestroyVersusUnload()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        VnetRegistration registration = module.Load();
        Vnet vnet = Vnet.Root.CreateChild(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.DestroyAsync().ConfigureAwait(false)),
            Scenario.Start(registration.Dispose));
        Scenario.Equal(1, module.Attached, "attached");
        Scenario.Equal(1, module.Detached, "detached");
    }

    internal static async Task ResetVersusLoadAndUnload()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        Vnet vnet = Vnet.Root.CreateChild(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.ResetAsync().ConfigureAwait(false)),
            Scenario.Start(() => module.Load().Dispose()));
        Scenario.Equal(module.Attached, module.Detached, "detached");
        await vnet.DestroyAsync();
    }

    internal static async Task ResetVersusUseVersusUnload()
    {
        string name = Scenario.NewName();
        CountingModule module = new(name);
        VnetRegistration registration = module.Load();
        Vnet vnet = Vnet.Root.CreateChild(name);
        await Task.WhenAll(
            Scenario.Start(async () => await vnet.ResetAsync().ConfigureAwait(false)),
            Scenario.Start(() => _ = registration.StateIn(vnet)),
            Scenario.Start(registration.Dispose));
        Scenario.Equal(module.Attached, module.Detached, "detached");
        VnetTeardownReport report = await vnet.DestroyAsync();
        Scenario.Equal(0, report.DetachedModules.Count(each => each == registration.Name), "kept");
    }
}
