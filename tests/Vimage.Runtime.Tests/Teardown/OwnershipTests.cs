namespace Vimage.Runtime.Tests;

/// <summary>What a vnet owns goes with it, in order, and the report says what did not.</summary>
public sealed class OwnershipTests
{
    [Fact]
    public async Task WhatAVnetOwnsIsStoppedInOrder_BeforeAndAfterItsModules()
    {
        using HandModules modules = new();
        Vnet vnet = TestVnet.Create();
        List<string> order = [];
        modules.OnDetach = (each, _) =>
        {
            if (each == vnet)
            {
                order.Add("module");
            }
        };
        modules.Register("m");
        vnet.Own(new Note(order, "first disposable"), tag: "a");
        vnet.Own(new Note(order, "last disposable"), tag: "b");
        vnet.Own(new Note(order, "endpoint"), VnetResourceKind.Endpoint);
        vnet.Own(new Note(order, "loan"), VnetResourceKind.Loan);
        vnet.Stopping.Register(() => order.Add("token"));
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.True(report.IsClean);
        Assert.Equal(["loan", "token", "endpoint", "module", "last disposable", "first disposable"], order);
        Assert.Contains(report.Stopped, static each => each is { Kind: VnetResourceKind.Disposable, Tag: "a", Count: 1 });
    }

    [Fact]
    public async Task WhatAVnetOwnsIsCounted_ByItsKind()
    {
        Vnet vnet = TestVnet.Create();
        IDisposable first = vnet.Own(new Note([], "first"), VnetResourceKind.Endpoint);
        vnet.Own(new Note([], "second"), VnetResourceKind.Endpoint);
        vnet.Own(new Note([], "other"));
        Assert.Equal((2, 1, 0), (vnet.CountOwned(VnetResourceKind.Endpoint), vnet.CountOwned(VnetResourceKind.Disposable), vnet.CountOwned(VnetResourceKind.Task)));
        first.Dispose();
        Assert.Equal(1, vnet.CountOwned(VnetResourceKind.Endpoint));
        await vnet.RunAsync(() =>
        {
            Assert.Equal(1, vnet.CountOwned(VnetResourceKind.Flow));
            return Task.CompletedTask;
        });
        await vnet.DestroyAsync();
        Assert.Equal((0, 0), (vnet.CountOwned(VnetResourceKind.Endpoint), vnet.CountOwned(VnetResourceKind.Disposable)));
    }

    [Fact]
    public async Task WhatWasReleasedIsNotDisposed()
    {
        Vnet vnet = TestVnet.Create();
        List<string> order = [];
        vnet.Own(new Note(order, "kept")).Dispose();
        await vnet.DestroyAsync();
        Assert.Empty(order);
    }

    [Fact]
    public async Task ATaskIsToldToStop_AndWaitedFor()
    {
        Vnet vnet = TestVnet.Create();
        bool ended = false;
        Task task = vnet.Start(async stopping =>
        {
            Assert.Same(vnet, Vnet.Current);
            await Task.Delay(Timeout.Infinite, stopping).ContinueWith(static _ => { }, TaskScheduler.Default);
            await Task.Delay(30, CancellationToken.None);
            ended = true;
        });
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.True(ended);
        Assert.True(report.IsClean, report.ToString());
        await task;
    }

    [Fact]
    public async Task ATaskThatDoesNotStopByTheDeadlineIsReportedAsHeld_WithItsTag_AndTheVnetIsGoneAllTheSame()
    {
        Vnet vnet = TestVnet.Create();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task task = vnet.Start(_ => release.Task, tag: "stubborn");
        VnetTeardownReport report = await vnet.DestroyAsync(new VnetDestroyOptions { Deadline = TimeSpan.FromMilliseconds(50) });
        Assert.False(report.IsClean);
        VnetHolding held = Assert.Single(report.Held);
        Assert.Equal((VnetResourceKind.Task, "stubborn", 1), (held.Kind, held.Tag, held.Count));
        Assert.False(Vnet.Root.TryFind(vnet.Name, out _));
        release.SetResult();
        await task;
    }

    [Fact]
    public async Task AFlowThatIsInsideIsWaitedFor_OrHeld()
    {
        Vnet vnet = TestVnet.Create();
        TaskCompletionSource release = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task inside = vnet.RunAsync(() => release.Task);
        VnetTeardownReport report = await vnet.DestroyAsync(new VnetDestroyOptions { Deadline = TimeSpan.FromMilliseconds(50) });
        Assert.Equal(VnetResourceKind.Flow, Assert.Single(report.Held).Kind);
        release.SetResult();
        await inside;
    }

    [Fact]
    [Trait("FreeBSD", "vimage(8) BUGS")]
    public async Task ATimerNeverFiresAfterItsVnetIsGone_AndItsRunningCallbackIsWaitedFor()
    {
        for (int round = 0; round < 50; round++)
        {
            Vnet vnet = TestVnet.Create();
            int fired = 0;
            bool isGone = false;
            bool firedLate = false;
            for (int i = 0; i < 10; i++)
            {
                vnet.CreateTimer(
                    _ =>
                    {
                        firedLate |= Volatile.Read(ref isGone);
                        Assert.Same(vnet, Vnet.Current);
                        Interlocked.Increment(ref fired);
                        Thread.SpinWait(200);
                        firedLate |= Volatile.Read(ref isGone);
                    },
                    null,
                    TimeSpan.Zero,
                    TimeSpan.FromMilliseconds(1));
            }

            await Task.Delay(round % 3);
            VnetTeardownReport report = await vnet.DestroyAsync();
            Volatile.Write(ref isGone, true);
            Assert.True(report.IsClean, report.ToString());
            int before = Volatile.Read(ref fired);
            await Task.Delay(2);
            Assert.Equal(before, Volatile.Read(ref fired));
            Assert.False(firedLate);
            Assert.Equal(0, vnet.UsageOf(VnetQuota.Timers));
        }
    }

    [Fact]
    public async Task ADelayInTheVnetsTimeEndsWithTheVnet_AndVirtualTimePassesWhenTold()
    {
        VirtualTimeProvider time = new();
        Vnet vnet = TestVnet.Create(new VnetOptions { TimeProvider = time });
        Vnet below = vnet.CreateChild("below");
        Task delay = Task.Delay(TimeSpan.FromHours(1), below.TimeProvider);
        List<(string What, TimeSpan At)> fired = [];
        DateTimeOffset start = below.TimeProvider.GetUtcNow();
        using ITimer timer = below.CreateTimer(
            _ => fired.Add((Vnet.Current.Name, below.TimeProvider.GetUtcNow() - start)), null, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(20));
        time.Advance(TimeSpan.FromMinutes(59));
        Assert.False(delay.IsCompleted);
        Assert.Equal([("below", TimeSpan.FromMinutes(10)), ("below", TimeSpan.FromMinutes(30)), ("below", TimeSpan.FromMinutes(50))], fired);
        time.Advance(TimeSpan.FromMinutes(1));
        await delay;
        await vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true });
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(3, fired.Count);
    }

    [Fact]
    public async Task WhatThrowsWhenDisposedIsReported_AndTheRestGoesOn()
    {
        Vnet vnet = TestVnet.Create();
        List<string> order = [];
        vnet.Own(new Note(order, "fine"));
        vnet.Own(new Faulty());
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.IsType<FormatException>(Assert.Single(report.Failures));
        Assert.Equal(["fine"], order);
    }

    [Fact]
    public async Task TheReportTellsWhetherTheVnetWasCollected_AndSomethingThatHoldsItKeepsItFrom()
    {
        VnetTeardownReport report = await CreateAndDestroy(static _ => null);
        Assert.True(await report.WaitUntilCollectedAsync(TimeSpan.FromSeconds(10)));
        Assert.True(report.IsVnetCollected);

        object? holder = null;
        report = await CreateAndDestroy(vnet => holder = new List<Vnet> { vnet });
        Assert.False(await report.WaitUntilCollectedAsync(TimeSpan.FromMilliseconds(50)));
        GC.KeepAlive(holder);

        static async Task<VnetTeardownReport> CreateAndDestroy(Func<Vnet, object?> use)
        {
            Vnet vnet = TestVnet.Create();
            use(vnet);
            return await vnet.DestroyAsync(new VnetDestroyOptions { TracksCollection = true });
        }
    }

    [Fact]
    public async Task AHookThatDestroysItsOwnVnetIsRefused()
    {
        using HandModules modules = new();
        Vnet vnet = TestVnet.Create();
        VnetBusyException? thrown = null;
        modules.OnAttach = (each, _) =>
        {
            if (each == vnet)
            {
                thrown = Assert.Throws<VnetBusyException>(() => each.DestroyAsync().AsTask().Wait());
            }
        };
        modules.Register("m");
        Assert.Contains("hook of its module", thrown!.Message, StringComparison.Ordinal);
        Assert.True((await vnet.DestroyAsync()).IsClean);
    }

    private sealed class Note(List<string> order, string what) : IDisposable
    {
        public void Dispose() => order.Add(what);
    }

    private sealed class Faulty : IDisposable
    {
        public void Dispose() => throw new FormatException();
    }
}
