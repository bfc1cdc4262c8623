namespace Vimage.Runtime.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task ADestroyedVnetCanNeitherBeEnteredNorUsed_AndTheExceptionNamesIt()
    {
        Vnet vnet = TestVnet.Create();
        VnetScope kept = vnet.Enter();
        Assert.Equal(0, Sample.V_count);
        Assert.True((await vnet.DestroyAsync()).IsClean);
        Assert.True(vnet.IsDestroyed);
        foreach (Action use in new Action[]
        {
            () => vnet.Enter().Dispose(),
            () => vnet.EnterSync().Dispose(),
            () => vnet.Run(static () => { }),
            () => vnet.CreateChild("x"),
            () => Sample.V_count++,
            () => Sample.INIT_VNET_SAMPLE(vnet),
        })
        {
            ObjectDisposedException thrown = Assert.Throws<ObjectDisposedException>(use);
            Assert.Contains(vnet.FullName, thrown.Message, StringComparison.Ordinal);
        }

        await Assert.ThrowsAsync<ObjectDisposedException>(() => vnet.RunAsync(static () => Task.CompletedTask));
        kept.Dispose();
    }

    [Fact]
    [Trait("FreeBSD", "D47992")]
    public async Task AVnetWithChildrenIsBusy()
    {
        Vnet vnet = TestVnet.Create();
        Vnet child = vnet.CreateChild("child");
        VnetBusyException thrown = await Assert.ThrowsAsync<VnetBusyException>(async () => await vnet.DestroyAsync());
        Assert.Equal("EBUSY", thrown.Errno);
        Assert.Contains("child", thrown.Message, StringComparison.Ordinal);
        Assert.False(vnet.IsDestroyed);
        await child.DestroyAsync();
        Assert.True((await vnet.DestroyAsync()).IsClean);
    }

    [Fact]
    public async Task TheRootCannotBeDestroyed() =>
        await Assert.ThrowsAsync<VnetPermissionException>(async () => await Vnet.Root.DestroyAsync());

    [Fact]
    public async Task DestroyingTwiceGivesTheSameReport()
    {
        Vnet vnet = TestVnet.Create();
        VnetTeardownReport first = await vnet.DestroyAsync();
        Assert.Same(first, await vnet.DestroyAsync());
    }

    [Fact]
    public async Task AnUninitHookThatThrowsIsReported_AndTheOthersStillRun()
    {
        Vnet vnet = Vnet.Root.CreateChild($"{nameof(Faulty)}{TestVnet.NewName()}");
        vnet.Run(() =>
        {
            Sample.V_count = 1;
            Faulty.V_used = true;
        });
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.False(report.IsClean);
        Assert.Equal("faulty", Assert.Single(report.Failures).Message);
        Assert.True(report.DetachedModules.ToList().IndexOf("faulty") < report.DetachedModules.ToList().IndexOf("sample"));
        Assert.Equal(vnet.FullName, report.VnetName);
    }

    [Fact]
    public async Task ADestroyedVnetsStateIsCollected()
    {
        Collected.Eventually(await CreateUseAndDestroy());

        static async Task<WeakReference> CreateUseAndDestroy()
        {
            Vnet vnet = TestVnet.Create();
            WeakReference weak = vnet.Run(() =>
            {
                Sample.V_log.Add("x");
                return new WeakReference(Sample.V_log);
            });
            await vnet.DestroyAsync();
            return weak;
        }
    }

    [Fact]
    public async Task AModuleFirstUsedDuringTeardownIsAttachedAndDetachedInTurn()
    {
        Vnet vnet = TestVnet.Create();
        vnet.Run(() => Leaving.V_used = true);
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.True(report.IsClean);
        List<string> order = [.. report.DetachedModules];
        Assert.True(order.IndexOf("leaving") < order.IndexOf("late"));
    }
}
