namespace Vimage.Runtime.Tests;

/// <summary>Modules whose initializers are all constants: their state is made without entering the vnet that it is for.</summary>
public sealed class ConstantModuleTests
{
    [Fact]
    public void EachVnetBeginsWithTheConstants()
    {
        foreach (Vnet vnet in new[] { TestVnet.Create(), TestVnet.Create() })
        {
            vnet.Run(() =>
            {
                Assert.Equal((1500, "newreno", 60_000), (Settings.V_mtu, Settings.V_congestion, Settings.V_uses));
                Settings.V_mtu = 9000;
                Settings.V_congestion = vnet.Name;
            });
            vnet.Run(() => Assert.Equal((9000, vnet.Name), (Settings.V_mtu, Settings.V_congestion)));
        }
    }

    [Fact]
    public async Task AfterAReset_ItBeginsAgain()
    {
        Vnet vnet = TestVnet.Create();
        vnet.Run(static () => Settings.V_mtu = 1);
        Assert.Contains("settings", (await vnet.ResetAsync()).DetachedModules);
        vnet.Run(static () => Assert.Equal(1500, Settings.V_mtu));
    }

    [Fact]
    public async Task WhatAHookIsTheFirstToUse_IsThere_AndGoesAfterTheHooksModule()
    {
        Vnet vnet = Vnet.Root.CreateChild($"{nameof(Greeter)}{TestVnet.NewName()}");
        vnet.Run(static () => Assert.Equal((1500, 1501), (Greeter.V_seen, Settings.V_mtu)));
        List<string> detached = [.. (await vnet.DestroyAsync()).DetachedModules];
        Assert.InRange(detached.IndexOf("settings"), detached.IndexOf("greeter") + 1, detached.Count);
    }

    [Fact]
    public void ThreadsThatComeAtOnce_UseTheSameState()
    {
        const int Threads = 4;
        for (int round = 0; round < 50; round++)
        {
            Vnet vnet = TestVnet.Create();
            using Barrier all = new(Threads);
            Thread[] threads = [.. Enumerable.Range(0, Threads).Select(_ => new Thread(() => vnet.Run(() =>
            {
                all.SignalAndWait();
                Interlocked.Increment(ref Settings.V_uses);
            })))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());
            Assert.Equal(60_000 + Threads, vnet.Run(static () => Settings.V_uses));
        }
    }

    [Fact]
    public async Task InADestroyedVnet_TheyAreNotMade()
    {
        Vnet vnet = TestVnet.Create();
        VnetScope kept = vnet.Enter();
        Assert.DoesNotContain("settings", (await vnet.DestroyAsync()).DetachedModules);
        Assert.Throws<ObjectDisposedException>(static () => Settings.V_mtu);
        kept.Dispose();
    }
}
