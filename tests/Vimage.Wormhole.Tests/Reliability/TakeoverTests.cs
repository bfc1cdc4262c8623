namespace Vimage.Wormholes.Tests;

/// <summary>The receiver's place is taken while it receives as fast as it can, and does not know yet.</summary>
public sealed class TakeoverTests
{
    [Fact]
    public void AnEndIsClosedWhileItReceives() => Stress.Run(static random =>
    {
        Link<int> link = new(new WormholeOptions { ManySenders = random.Next(2) == 0 });
        link.Sender.SendBatch(new int[4096]);
        int moment = random.Next(4000);
        long received = 0;
        using Crew crew = new(1, link.Wormhole.Revoke);
        crew.Add("receiver", null, () => Assert.Throws<WormholeClosedException>(() =>
        {
            while (true)
            {
                Volatile.Write(ref received, received + Convert.ToInt32(link.Receiver.TryReceive(out _)));
            }
        }));
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
        MessageWarp<long> warp = manySenders ? new MpscWarp<long>(64) : new SpscWarp<long>(64);
        const int Receivers = 3;
        const long Messages = 20_000;
        Turn[] turns = [warp.Turn, null!, null!];
        long next = 0;
        long[] taken = new long[Receivers];
        int current = 0;
        using Crew crew = new(Receivers + 1, static () => { });
        crew.Add("sender", null, () =>
        {
            for (long i = 0; i < Messages && Volatile.Read(ref next) >= 0;)
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
                while (Volatile.Read(ref next) is >= 0 and < Messages)
                {
                    if (warp.TryReceive(turns[self], out long message))
                    {
                        taken[self]++;
                        Volatile.Write(ref next, message == next ? next + 1 : -1);
                    }
                }
            });
        }

        long[] moments = [random.Next(5000), random.Next(5000, 10_000)];
        crew.Begin();
        for (int i = 1; i < Receivers; i++)
        {
            crew.WaitUntil(() => Volatile.Read(ref next) >= moments[i - 1] || Volatile.Read(ref next) < 0);
            turns[i] = warp.TakeTurn();
            Volatile.Write(ref current, i);
        }

        crew.Join();
        Assert.Equal(Messages, next);
        Assert.Equal(Messages, taken.Sum());
    });
}
