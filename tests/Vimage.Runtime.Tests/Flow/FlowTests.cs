using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Vimage.Runtime.Tests;

/// <summary>The current vnet goes where people expect it to go.</summary>
public sealed class FlowTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void NoCurrentVnetMeansTheRoot() => Assert.Same(Vnet.Root, Vnet.Current);

    [Fact]
    public void ScopesNestAndRestore()
    {
        Vnet a = TestVnet.Create();
        Vnet b = TestVnet.Create();
        using (a.Enter())
        {
            Assert.Same(a, Vnet.Current);
            using (b.Enter())
            {
                Assert.Same(b, Vnet.Current);
                using (b.Enter())
                using (Vnet.Root.Enter())
                {
                    Assert.Same(Vnet.Root, Vnet.Current);
                }

                Assert.Same(b, Vnet.Current);
            }

            Assert.Same(a, Vnet.Current);
        }

        Assert.Same(Vnet.Root, Vnet.Current);
    }

    [Fact]
    public async Task OtherAsyncLocals_KeepWhatTheyWereGivenInsideAScope()
    {
        AsyncLocal<string> other = new() { Value = "outside" };
        Vnet vnet = TestVnet.Create();
        for (int i = 0; i < 3; i++)
        {
            using (vnet.Enter())
            {
                other.Value = $"inside {i}";
                await Task.Yield();
                Assert.Same(vnet, Vnet.Current);
                Assert.Equal($"inside {i}", other.Value);
            }

            Assert.Same(Vnet.Root, Vnet.Current);
            Assert.Equal($"inside {i}", other.Value);
        }
    }

    [Fact]
    public void AScopeEnteredAgain_HasWhatOtherAsyncLocalsHoldByThen()
    {
        AsyncLocal<string> other = new();
        Vnet vnet = TestVnet.Create();
        foreach (string value in (string[])["a", "a", "b", "b"])
        {
            other.Value = value;
            Assert.Equal(value, vnet.Run(() => other.Value));
            Assert.Equal(value, vnet.Run(() => other.Value));
        }
    }

    [Fact]
    public void WhereTheFlowIsSuppressed_AScopeStillMakesItsVnetCurrent_AndGoesBack()
    {
        Vnet a = TestVnet.Create();
        Vnet b = TestVnet.Create();
        using (a.Enter())
#pragma warning disable VIM0203 // Nothing is started here.
        using (ExecutionContext.SuppressFlow())
#pragma warning restore VIM0203
        {
            for (int i = 0; i < 2; i++)
            {
                using (b.Enter())
                {
                    Assert.Same(b, Vnet.Current);
                }

                Assert.Same(a, Vnet.Current);
            }
        }

        Assert.Same(Vnet.Root, Vnet.Current);
    }

    [Fact]
    public void AVnetThatWasEntered_IsCollectedOnceDestroyed_ThoughTheThreadRemembersItsContext()
    {
        Collected.Eventually(EnterAndDestroy());

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference EnterAndDestroy()
        {
            Vnet vnet = Vnet.Root.CreateChild(TestVnet.NewName());
            vnet.Run(static () => { });
            _ = vnet.DestroyAsync().AsTask().Result;
            return new WeakReference(vnet);
        }
    }

    [Fact]
    public async Task AcrossAwaits_AndNotIntoTheCaller()
    {
        Vnet vnet = TestVnet.Create();
        Task inside = Inside();
        Assert.Same(Vnet.Root, Vnet.Current);
        await inside;
        Assert.Same(Vnet.Root, Vnet.Current);

        async Task Inside()
        {
            using (vnet.Enter())
            {
                for (int i = 0; i < 20; i++)
                {
                    await Task.Yield();
                    Assert.Same(vnet, Vnet.Current);
                    await Task.Delay(1, Cancellation).ConfigureAwait(false);
                    Assert.Same(vnet, Vnet.Current);
                }
            }

            Assert.Same(Vnet.Root, Vnet.Current);
        }
    }

    [Fact]
    public async Task IntoTasksThreadsTimersAndChannels()
    {
        Vnet vnet = TestVnet.Create();
        Channel<int> channel = Channel.CreateUnbounded<int>();
        TaskCompletionSource<Vnet> timer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Vnet> thread = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<Vnet> pool = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<Vnet> task;
        Task<Vnet> reader;
        using (vnet.Enter())
        {
            task = Task.Run(static () => Vnet.Current);
            reader = Read();
            _ = new Timer(_ => timer.TrySetResult(Vnet.Current), null, 1, Timeout.Infinite);
            new Thread(() => thread.SetResult(Vnet.Current)).Start();
            ThreadPool.QueueUserWorkItem(_ => pool.SetResult(Vnet.Current));
        }

        await channel.Writer.WriteAsync(1, Cancellation);
        foreach (Task<Vnet> each in new[] { task, reader, timer.Task, thread.Task, pool.Task })
        {
            Assert.Same(vnet, await each.WaitAsync(TimeSpan.FromSeconds(10), Cancellation));
        }

        async Task<Vnet> Read()
        {
            await channel.Reader.ReadAsync(Cancellation);
            return Vnet.Current;
        }
    }

    [Fact]
    public async Task ConcurrentFlowsDoNotMix()
    {
        Vnet[] vnets = [.. Enumerable.Range(0, 20).Select(static _ => TestVnet.Create())];
        await Task.WhenAll(vnets.Select((vnet, index) => vnet.RunAsync(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                Sample.V_count += index;
                await Task.Yield();
            }
        })));
        Assert.Equal(Enumerable.Range(0, 20).Select(static i => i * 50), vnets.Select(static vnet => vnet.Run(static () => Sample.V_count)));
    }

    [Fact]
    public void TheSynchronousScopeAllocatesNothing()
    {
        Vnet vnet = TestVnet.Create();
        for (int round = 0; round < 3; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 100; i++)
            {
                using (vnet.EnterSync())
                {
                    Sample.V_count++;
                }
            }

            if (round > 0)
            {
                Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
            }
        }
    }

    [Fact]
    public void AFlowThatRunsInsideASynchronousScope_HasItsOwnVnet_AndTheScopeGetsItsBack()
    {
        Vnet outer = TestVnet.Create();
        Vnet packet = TestVnet.Create();
        Vnet other = TestVnet.Create();
        ExecutionContext captured = other.Run(static () => ExecutionContext.Capture()!);
        using (outer.Enter())
        using (packet.EnterSync())
        {
            Assert.Same(packet, Vnet.Current);
            ExecutionContext.Run(captured, _ => Assert.Same(other, Vnet.Current), null);
            Assert.Same(packet, Vnet.Current);
            using (other.Enter())
            using (packet.EnterSync())
            using (other.Enter())
            {
                Assert.Same(other, Vnet.Current);
            }

            Assert.Same(packet, Vnet.Current);
            using (outer.Enter())
            {
                Assert.Same(outer, Vnet.Current);
            }

            Assert.Same(packet, Vnet.Current);
        }

        Assert.Same(Vnet.Root, Vnet.Current);
    }

    [Fact]
    public async Task RunReturnsAndThrowsWhatItsFunctionDoes()
    {
        Vnet vnet = TestVnet.Create();
        Assert.Equal(3, vnet.Run(static () => 3));
        Assert.Equal(4, await vnet.RunAsync(static async () =>
        {
            await Task.Yield();
            return 4;
        }));
        Assert.Throws<FormatException>(() => vnet.Run(static () => throw new FormatException()));
        await Assert.ThrowsAsync<FormatException>(() => vnet.RunAsync(static () => Task.FromException(new FormatException())));
        Assert.Same(Vnet.Root, Vnet.Current);
    }
}
