using System.Diagnostics;

namespace Vimage.Runtime.Tests;

/// <summary>The vnets' schedulers, which share the processors: alone, since they are what is measured.</summary>
[Collection(Alone.Name)]
public sealed class SchedulerTests
{
    [Fact]
    public async Task WorkRunsInItsVnet_AndItsTimeIsCounted()
    {
        Vnet vnet = TestVnet.Create();
        await vnet.Schedule(() =>
        {
            Assert.Same(vnet, Vnet.Current);
            Assert.Same(vnet.TaskScheduler, TaskScheduler.Current);
            Spin(20);
        });
        await WaitUntil(() => vnet.Load.CpuTime > TimeSpan.Zero);
        Assert.InRange(vnet.Load.CpuTime.TotalMilliseconds, 19, 2000);
        Assert.Equal(0, vnet.Load.Runnable);
    }

    [Fact]
    public async Task AVnetThatAlwaysHasWorkLeavesAnotherItsPart()
    {
        Vnet busy = TestVnet.Create();
        Vnet other = TestVnet.Create();
        using CancellationTokenSource stop = new();
        Task[] spinning = [.. Enumerable.Range(0, 20).Select(_ => SpinAlways(busy, stop.Token))];
        await Task.Delay(50);
        List<double> delays = [];
        for (int i = 0; i < 30; i++)
        {
            long queued = Stopwatch.GetTimestamp();
            await other.Schedule(() => delays.Add(Stopwatch.GetElapsedTime(queued).TotalMilliseconds));
        }

        await stop.CancelAsync();
        await Task.WhenAll(spinning);

        // First in, first out, it would wait for all twenty, 2 ms each, on two processors.
        double median = delays.Order().ElementAt(delays.Count / 2);
        Assert.True(median < 10, $"{median} ms");
    }

    [Fact]
    public async Task SharesArePartsOfTheProcessors()
    {
        // All the work there is to be is queued before: a vnet that runs out of work has no claim to its share.
        const int More = 2000;
        Vnet small = TestVnet.Create(new VnetOptions { CpuShare = 100 });
        Vnet large = TestVnet.Create(new VnetOptions { CpuShare = 300 });
        using CancellationTokenSource stop = new();
        Task[] work = [.. Enumerable.Range(0, More).SelectMany(_ => new[] { SpinUnless(small, stop.Token), SpinUnless(large, stop.Token) })];
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        double ratio = large.Load.CpuTime / small.Load.CpuTime;
        Assert.True(small.Load.Runnable > 0 && large.Load.Runnable > 0);
        await stop.CancelAsync();
        await Task.WhenAll(work);

        // Three, on a machine that does nothing else.
        Assert.InRange(ratio, 2.0, 4.5);
    }

    [Fact]
    public async Task ALimitInPercentIsKept_AndNobodyElseIsSlowedByIt()
    {
        Vnet limited = TestVnet.Create(new VnetOptions { CpuPercent = 20 });
        Stopwatch time = Stopwatch.StartNew();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(800));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SpinAlways(limited, stop.Token)));
        double percent = 100 * limited.Load.CpuTime / time.Elapsed;
        Assert.InRange(percent, 5, 35);
    }

    [Fact]
    public async Task WorkThatNeverReturnsDoesNotKeepTheOthersFromThreads()
    {
        Vnet stuck = TestVnet.Create();
        Vnet other = TestVnet.Create();
        using ManualResetEventSlim release = new();
        Task[] blocked = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => stuck.Schedule(() => release.Wait()))];
        await other.Schedule(static () => { }).WaitAsync(TimeSpan.FromSeconds(20));
        release.Set();
        await Task.WhenAll(blocked);
    }

    [Fact]
    public async Task TheAveragesAreFedWithWhatIsRunnable()
    {
        Vnet vnet = TestVnet.Create();
        using ManualResetEventSlim release = new();
        Task blocked = vnet.Schedule(() => release.Wait());
        await WaitUntil(() => vnet.Load.Runnable == 1);
        VnetDispatcher.FeedAverages();
        Assert.InRange(vnet.Load.Load1, 0.07, 0.09);
        Assert.InRange(vnet.Load.Load15, 0.004, 0.007);
        release.Set();
        await blocked;
    }

    [Fact]
    public async Task ATeardownWaitsForScheduledWork()
    {
        Vnet vnet = TestVnet.Create();
        int done = 0;
        for (int i = 0; i < 20; i++)
        {
            _ = vnet.Schedule(() =>
            {
                Spin(1);
                Interlocked.Increment(ref done);
            });
        }

        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.True(report.IsClean, report.ToString());
        Assert.Equal(20, done);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => vnet.Schedule(static () => { }));
    }

    private static async Task SpinAlways(Vnet vnet, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await vnet.Schedule(static () => Spin(2)).ConfigureAwait(false);
        }
    }

    private static Task SpinUnless(Vnet vnet, CancellationToken stop) => vnet.Schedule(() =>
    {
        if (!stop.IsCancellationRequested)
        {
            Spin(2);
        }
    });

    private static void Spin(int milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < milliseconds)
        {
        }
    }

    private static async Task WaitUntil(Func<bool> condition)
    {
        for (int i = 0; i < 2000 && !condition(); i++)
        {
            await Task.Delay(1);
        }

        Assert.True(condition());
    }
}
