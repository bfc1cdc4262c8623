namespace Vimage.Wormholes.Tests;

public sealed class CancellationTests
{
    public static TheoryData<WormholeWait, bool> Ways
    {
        get
        {
            TheoryData<WormholeWait, bool> data = [];
            foreach (WormholeWait wait in Enum.GetValues<WormholeWait>())
            {
                data.Add(wait, false);
                data.Add(wait, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AReceiverThatWaitsCanBeCancelled_AndLosesNothing(WormholeWait wait, bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait, ManySenders = manySenders });
        foreach (Action<CancellationToken> receive in new Action<CancellationToken>[]
        {
            token => link.Receiver.Receive(out _, token),
            token => link.Receiver.ReceiveBatch(new int[1], token),
            token => link.Receiver.ReceiveAsync(token).AsTask().GetAwaiter().GetResult(),
            token => link.Receiver.ReceiveBatchAsync(new int[1], token).AsTask().GetAwaiter().GetResult(),
            token => link.Receiver.WaitToReceiveAsync(token).AsTask().GetAwaiter().GetResult(),
        })
        {
            await AssertCancelled(receive);
            link.Sender.Send(1);
            Assert.True(link.Receiver.TryReceive(out _));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ASenderThatWaitsCanBeCancelled_AndHasNotSent(WormholeWait wait, bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait, ManySenders = manySenders, Capacity = 1 });
        link.Sender.Send(1);
        foreach (Action<CancellationToken> send in new Action<CancellationToken>[]
        {
            token => link.Sender.Send(2, token),
            token => link.Sender.SendBatch([2], token),
            token => link.Sender.SendAsync(2, token).AsTask().GetAwaiter().GetResult(),
            token => link.Sender.SendBatchAsync(new int[] { 2 }, token).AsTask().GetAwaiter().GetResult(),
        })
        {
            await AssertCancelled(send);
        }

        Assert.True(link.Receiver.TryReceive(out _));
        Assert.False(link.Receiver.TryReceive(out _));
    }

    [Fact]
    public async Task WhoeverIsCancelledIsNotWokenInsteadOfAnother()
    {
        await using Link<int> link = new(new WormholeOptions { ManySenders = true, Capacity = 1, Wait = WormholeWait.Park });
        link.Sender.Send(0);
        using CancellationTokenSource cancellation = new();
        ValueTask leaving = link.Sender.SendAsync(1, cancellation.Token);
        ValueTask staying = link.Sender.SendAsync(2);
        await cancellation.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(leaving.AsTask().InTime);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
        Assert.True(link.Receiver.TryReceive(out _));
        await staying.AsTask().InTime();
        Assert.True(link.Receiver.TryReceive(out int message));
        Assert.Equal(2, message);
    }

    [Fact]
    public void CancellationsThatRaceWithMessagesLoseNone() => Stress.Run(static random =>
    {
        Link<int> link = new(new WormholeOptions { Capacity = 1 << random.Next(3), Wait = (WormholeWait)random.Next(2) });
        using Crew crew = new(2, link.Wormhole.Revoke);
        crew.Add("sender", null, () => Repeat(link, (i, token) => link.Sender.Send(i, token), random.Next()));
        crew.Add("receiver", null, () => Repeat(link, (i, token) => Assert.Equal(i, link.Receiver.ReceiveAsync(token).AsTask().GetAwaiter().GetResult()), random.Next()));
        crew.Begin();
        crew.Join();
        Assert.Equal(new WormholeStatistics(200, 200, 800, link.Wormhole.Forward.Capacity), link.Wormhole.Forward);
        link.DisposeAsync().AsTask().GetAwaiter().GetResult();
    });

    // Each step is tried until it is not cancelled: by tokens that are at any time.
    private static void Repeat(Link<int> link, Action<int, CancellationToken> step, int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 200;)
        {
            using CancellationTokenSource cancellation = new();
            ThreadPool.QueueUserWorkItem(Cancel, (cancellation, random.Next(300)), preferLocal: false);
            try
            {
                step(i, cancellation.Token);
                i++;
            }
            catch (OperationCanceledException) when (link.Wormhole.State == WormholeState.Open)
            {
                // Tried again.
            }
        }

        static void Cancel((CancellationTokenSource Source, int Spins) state)
        {
            Thread.SpinWait(state.Spins);
            try
            {
                state.Source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // Too late.
            }
        }
    }

    private static async Task AssertCancelled(Action<CancellationToken> wait)
    {
        using CancellationTokenSource cancellation = new();
        Task<int> task = await Background.StartWaiting(() =>
        {
            wait(cancellation.Token);
            return 0;
        });
        Assert.False(task.IsCompleted);
        await cancellation.CancelAsync();
        OperationCanceledException cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(task.InTime);
        Assert.Equal(cancellation.Token, cancelled.CancellationToken);
    }
}
