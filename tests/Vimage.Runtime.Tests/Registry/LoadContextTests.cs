using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Vimage.Runtime.Tests;

/// <summary>Modules that come with a collectible load context, and go with it.</summary>
[Collection(Alone.Name)]
public sealed class LoadContextTests
{
    private static readonly string s_plugin = Path.Combine(AppContext.BaseDirectory, "companions", "Vimage.Runtime.Plugin.dll");

    // How often the plugin's module is attached now, and how often its hooks have run.
    private static readonly int[] s_attached = Publish();

    [Fact]
    public void AModuleThatIsLoadedAttachesToEveryVnetOnce_AndItsContextIsCollectedAfterTheUnload()
    {
        Vnet[] vnets = [.. Enumerable.Range(0, 5).Select(static _ => TestVnet.Create())];
        int slots = ModuleRegistry.SlotsUsed;
        for (int i = 0; i < 50; i++)
        {
            Collected.Eventually(LoadUseAndUnload(vnets));
        }

        Assert.Equal(0, Volatile.Read(ref s_attached[0]));
        Assert.True(ModuleRegistry.SlotsUsed <= slots + 2, "slots are not given out again");
    }

    [Fact]
    public async Task UnderTraffic_EveryVnetHasTheModuleExactlyOnce_AndNothingIsLeft()
    {
        using CancellationTokenSource stop = new();
        Task[] traffic = [.. Enumerable.Range(0, 3).Select(worker => Task.Run(() => CreateAndDestroy(worker, stop.Token)))];
        for (int i = 0; i < 60; i++)
        {
            Collected.Eventually(LoadUseAndUnload([]));
        }

        await stop.CancelAsync();
        await Task.WhenAll(traffic);
        Assert.Equal(0, Volatile.Read(ref s_attached[0]));
    }

    [Fact]
    public async Task AnAssemblyWhoseInitializerIsRunning_AndVnetsUnderConstruction_DoNotWaitForEachOther()
    {
        // Seen to hang within the first hundred, while whoever attached the module came to its assembly with a lock in hand.
        using CancellationTokenSource stop = new();
        Task[] traffic = [.. Enumerable.Range(0, 6).Select(worker => Task.Run(() => CreateAndDestroy(worker, stop.Token)))];
        Task loading = Task.Factory.StartNew(
            static () =>
            {
                // Fewer on a busy machine.
                Stopwatch watch = Stopwatch.StartNew();
                for (int i = 0; i < 300 && watch.Elapsed < TimeSpan.FromSeconds(20); i++)
                {
                    _ = LoadUseAndUnload([]);
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await loading.WaitAsync(TimeSpan.FromMinutes(3), TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll(traffic);
        Assert.Equal(0, Volatile.Read(ref s_attached[0]));
    }

    [Fact]
    public void AContextOnWhoseModuleAnotherDependsIsNotUnloaded_AndTheMessageNamesThat()
    {
        using HandModules modules = new();
        AssemblyLoadContext context = Load();
        VnetModuleInfo info = new(modules.Name("host")) { DependsOn = ["guest"], Attach = static (_, _) => { } };
        VnetRegistration host = modules.Register(info);
        VnetModuleBusyException thrown = Assert.Throws<VnetModuleBusyException>(() => VnetModules.Unload(context));
        Assert.Equal([host.Name], thrown.Dependents);

        // Unloaded all the same, by whoever does not ask: then the dependent waits for the module's return.
        context.Unload();
        Assert.True(host.IsPending);
        context = Load();
        Assert.False(host.IsPending);
        host.Dispose();
        VnetModules.Unload(context);
    }

    private static void CreateAndDestroy(int worker, CancellationToken stop)
    {
        for (int i = 0; !stop.IsCancellationRequested; i++)
        {
            Vnet vnet = Vnet.Root.CreateChild($"traffic{worker}-{i}");
            Assert.True(vnet.DestroyAsync().AsTask().Result.IsClean);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static AssemblyLoadContext Load()
    {
        AssemblyLoadContext context = new("plugin", isCollectible: true);
        VnetModules.Load(context.LoadFromAssemblyPath(s_plugin));
        return context;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference LoadUseAndUnload(Vnet[] vnets)
    {
        AssemblyLoadContext context = Load();
        MethodInfo visit = context.Assemblies.Single().GetType("Vimage.Runtime.Plugin.Guest")!.GetMethod("Visit")!;
        foreach (Vnet vnet in vnets)
        {
            Assert.Equal(2, vnet.Run(() => visit.Invoke(null, null)));
            Assert.Equal(3, vnet.Run(() => visit.Invoke(null, null)));
        }

        VnetModules.Unload(context);
        return new WeakReference(context, trackResurrection: true);
    }

    private static int[] Publish()
    {
        int[] counters = new int[2];
        AppDomain.CurrentDomain.SetData("Vimage.Guest.Attached", counters);
        return counters;
    }
}
