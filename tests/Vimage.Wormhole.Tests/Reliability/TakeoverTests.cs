namespace Vimage.Wormholes.Tests;

/// <summary>The receiver's place is taken while it receives as fast as it can, and does not know yet.</summary>
public sealed class TakeoverTests
{
    [Fact]
    public void AnEndIsClosedWhileItReceives() => Stress.Run(static random =>
    {
        Link<int> link = new(new WormholeOptions { ManySenders = random.Next(2) == 0 });
        link.Sender.SendBatch(new int[4096]);
        int moment = random.Next(3000);
        long received = 0;
        using Crew crew = new(1, link.Wormhole.Revoke);
        crew.Add("receiver", null, () =>
        {
            try
            {
                while (true)
                {
                    Volatile.Write(ref received, received + Convert.ToInt32(link.Receiver.TryReceive(out _)));
                }
            }
            catch (WormholeClosedException)
            {
                // That is how it is to be told.
            }
        });
        crew.Begin();
        crew.WaitUntil(() => Volatile.Read(ref received) >= moment);
        link.Receiver.Dispose();
        crew.Join();
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
}
