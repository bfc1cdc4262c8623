namespace Vimage.Runtime.Tests;

/// <summary>The current vnet over the constructs of the platform that start or continue code elsewhere.</summary>
public sealed class FlowEverywhereTests
{
    [Fact]
    public void ParallelLoopsAndQueries()
    {
        Vnet vnet = TestVnet.Create();
        using (vnet.Enter())
        {
            Parallel.For(0, 200, _ => Assert.Same(vnet, Vnet.Current));
            Parallel.Invoke(() => Assert.Same(vnet, Vnet.Current), () => Assert.Same(vnet, Vnet.Current));
            Assert.All(Enumerable.Range(0, 200).AsParallel().WithDegreeOfParallelism(4).Select(static _ => Vnet.Current), each => Assert.Same(vnet, each));
        }
    }

    [Fact]
    public async Task ParallelForEachAsync()
    {
        Vnet vnet = TestVnet.Create();
        await vnet.RunAsync(() => Parallel.ForEachAsync(Enumerable.Range(0, 50), async (_, _) =>
        {
            await Task.Yield();
            Assert.Same(vnet, Vnet.Current);
        }));
    }

    [Fact]
    public async Task AnAsyncIteratorRunsInTheVnetOfWhoeverPullsIt()
    {
        Vnet a = TestVnet.Create();
        Vnet b = TestVnet.Create();
        List<Vnet> seen = [];
        await using IAsyncEnumerator<int> items = Items().GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await a.RunAsync(async () => Assert.True(await items.MoveNextAsync()));
        await b.RunAsync(async () => Assert.True(await items.MoveNextAsync()));
        Assert.Equal([a, b], seen);

        async IAsyncEnumerable<int> Items()
        {
            for (int i = 0; i < 2; i++)
            {
                await Task.Yield();
                seen.Add(Vnet.Current);
                yield return i;
            }
        }
    }

    [Fact]
    public async Task PeriodicTimersAndContinuations()
    {
        Vnet vnet = TestVnet.Create();
        using PeriodicTimer timer = new(TimeSpan.FromMilliseconds(1));
        await vnet.RunAsync(async () =>
        {
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
            Assert.Same(vnet, Vnet.Current);
            Vnet continued = await Task.Delay(1, TestContext.Current.CancellationToken)
                .ContinueWith(static _ => Vnet.Current, TestContext.Current.CancellationToken, TaskContinuationOptions.None, TaskScheduler.Default);
            Assert.Same(vnet, continued);
        });
    }

    [Fact]
    public async Task OverASynchronizationContext_AContinuationIsInItsVnet_AndTheContextsOwnThreadIsNot()
    {
        Vnet vnet = TestVnet.Create();
        using PumpContext pump = new();
        TaskCompletionSource<(Vnet During, Thread On)> inside = new();
        pump.Post(
            _ =>
            {
                SynchronizationContext.SetSynchronizationContext(pump);
                _ = Run();
            },
            null);
        (Vnet during, Thread on) = await inside.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        Assert.Same(vnet, during);
        Assert.Same(pump.Thread, on);
        TaskCompletionSource<Vnet> after = new();
        pump.Post(_ => after.SetResult(Vnet.Current), null);
        Assert.Same(Vnet.Root, await after.Task);

        async Task Run()
        {
            using (vnet.Enter())
            {
                await Task.Delay(1);
                inside.SetResult((Vnet.Current, Thread.CurrentThread));
            }
        }
    }

    [Fact]
    public async Task AFinalizerRunsInTheRoot()
    {
        Vnet vnet = TestVnet.Create();
        TaskCompletionSource<Vnet> finalized = new();
        vnet.Run(() => Drop(finalized));
        for (int i = 0; i < 50 && !finalized.Task.IsCompleted; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.Same(Vnet.Root, await finalized.Task);

        [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
        static void Drop(TaskCompletionSource<Vnet> finalized) => _ = new Finalizable(finalized);
    }

    [Fact]
    public void ScopesMayBeEnteredInOneBranchOnly_AndTwiceInOneBlock()
    {
        Vnet a = TestVnet.Create();
        for (int i = 0; i < 4; i++)
        {
            VnetSyncScope scope = default;
            if (i % 2 == 0)
            {
                scope = a.EnterSync();
            }

            Assert.Same(i % 2 == 0 ? a : Vnet.Root, Vnet.Current);
            using (a.EnterSync())
            {
                Assert.Same(a, Vnet.Current);
            }

            scope.Dispose();
            scope.Dispose();
            Assert.Same(Vnet.Root, Vnet.Current);
        }
    }

    [Fact]
    public void TheExplicitVnetCanBeHeldAgainstTheCurrentOne()
    {
        Vnet a = TestVnet.Create();
        a.Run(a.ThrowUnlessCurrent);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(a.ThrowUnlessCurrent);
        Assert.Contains($"Vnet '{a}' was handed in while vnet 'vnet0' is current", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EnteringTheVnetThatIsCurrentAllocatesNothing()
    {
        Vnet vnet = TestVnet.Create();
        using (vnet.Enter())
        {
            for (int round = 0; round < 3; round++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                for (int i = 0; i < 100; i++)
                {
                    using (vnet.Enter())
                    {
                    }
                }

                if (round > 0)
                {
                    Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
                }
            }
        }
    }

    private sealed class Finalizable(TaskCompletionSource<Vnet> finalized)
    {
        ~Finalizable() => finalized.TrySetResult(Vnet.Current);
    }

    /// <summary>One thread that runs what is posted to it, as a user interface's does.</summary>
    private sealed class PumpContext : SynchronizationContext, IDisposable
    {
        private readonly System.Collections.Concurrent.BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

        internal PumpContext()
        {
            Thread = new Thread(() =>
            {
                foreach ((SendOrPostCallback callback, object? state) in _queue.GetConsumingEnumerable())
                {
                    callback(state);
                }
            });
#pragma warning disable VIM0203 // A pump belongs to no vnet: each callback brings its own.
            Thread.UnsafeStart();
#pragma warning restore VIM0203
        }

        internal Thread Thread { get; }

        public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

        public void Dispose()
        {
            _queue.CompleteAdding();
            Thread.Join();
            _queue.Dispose();
        }
    }
}
