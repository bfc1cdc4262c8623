namespace Vimage.Wormholes.Tests;

/// <summary>The receiver's place is taken while it receives as fast as it can, and does not know yet.</summary>
public sealed class TakeoverTests
{
    [Fact]
    public void AnEndIsClosedWhileItReceives() => Stress.Run(static random =>
    {
        const int Rounds = 50;
        Link<int> link = new();
        Wormhole<int>[] wormholes =
        [
            .. Enumerable.Range(0, Rounds).Select(_ => link.Admin.Run(() => Wormhole.Open<int>(
                link.Left, link.Right, new WormholeOptions { ManySenders = random.Next(2) == 0 }))),
        ];
        Array.ForEach(wormholes, static each => each.First.SendBatch(new int[4096]));
        Meeting start = new();
        List<Exception> failures = [];
        using Crew crew = new(2, static () => { });
        crew.Add("receiver", null, () =>
        {
            int[] received = new int[128];
            for (int round = 1; round <= Rounds; round++)
            {
                start.Arrive(round);
                Try(failures, () =>
                {
                    while (true)
                    {
                        wormholes[round - 1].Second.TryReceiveBatch(received);
                    }
                });
            }
        });
        crew.Add("closer", null, () =>
        {
            for (int round = 1; round <= Rounds; round++)
            {
                int delay = random.Next(100);
                start.Arrive(round);
                Thread.SpinWait(delay);
                Try(failures, wormholes[round - 1].Second.Dispose);
            }
        });
        crew.Begin();
        crew.Join();
        Assert.Empty(failures);
        link.Wormhole.Dispose();
        link.AssertNothingCharged();
        link.DisposeAsync().AsTask().GetAwaiter().GetResult();
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void OneWhoComesLateTakesNothingFromTheNext(bool manySenders) => Stress.Run(random =>
    {
        const int Receivers = 3;
        const int Messages = 6000;
        MessageWarp<int> warp = manySenders ? new MpscWarp<int>(1024) : new SpscWarp<int>(1024);
        Turn[] turns = [warp.Turn, null!, null!];
        List<int>[] received = [.. turns.Select(static _ => new List<int>(Messages))];
        int count = 0;
        int current = 0;
        using Crew crew = new(Receivers + 1, () => Volatile.Write(ref count, Messages));
        crew.Add("sender", null, () =>
        {
            for (int i = 0; i < Messages && Volatile.Read(ref count) < Messages;)
            {
                i += Convert.ToInt32(warp.TrySend(i));
            }
        });
        for (int i = 0; i < Receivers; i++)
        {
            int self = i;
            crew.Add($"receiver {self}", null, () =>
            {
                SpinWait.SpinUntil(() => Volatile.Read(ref current) >= self);

                // Those whose turn is over go on trying.
                while (Volatile.Read(ref count) < Messages)
                {
                    if (warp.TryReceive(turns[self], out int message))
                    {
                        received[self].Add(message);
                        Interlocked.Increment(ref count);
                    }
                }
            });
        }

        int[] moments = [random.Next(2000), random.Next(2000, 4000)];
        crew.Begin();
        for (int i = 1; i < Receivers; i++)
        {
            crew.WaitUntil(() => Volatile.Read(ref count) >= moments[i - 1]);
            turns[i] = warp.TakeTurn();
            Volatile.Write(ref current, i);
        }

        crew.Join();
        Assert.Equal(Enumerable.Range(0, Messages), received.SelectMany(static each => each));
    });

    private static void Try(List<Exception> failures, Action action)
    {
        try
        {
            action();
        }
        catch (WormholeClosedException)
        {
            // That is how it is to be told.
        }
        catch (InvalidOperationException e)
        {
            lock (failures)
            {
                failures.Add(e);
            }
        }
    }
}
