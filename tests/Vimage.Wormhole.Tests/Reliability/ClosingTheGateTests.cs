namespace Vimage.Wormholes.Tests;

/// <summary>When a gate was closed nothing gets through any more, not even what was about to.</summary>
[Collection(Alone.Name)]
public sealed class ClosingTheGateTests
{
    [Fact]
    public void NothingIsAcceptedOnceItIsPaused() => Stress.Run(static random =>
    {
        Link<Numbered> link = new(new WormholeOptions { Capacity = 1 << 14 });
        Numbered[] batch = new Numbered[1 << 12];
        Numbered[] received = new Numbered[1 << 14];
        bool isOver = false;
        using Crew crew = new(1, static () => { });
        crew.Add("sender", null, () =>
        {
            while (!Volatile.Read(ref isOver))
            {
                link.Sender.TrySendBatch(batch);
            }
        });
        crew.Begin();
        int late = 0;
        for (int i = 0; i < 500; i++)
        {
            link.Receiver.TryReceiveBatch(received);
            Thread.SpinWait(random.Next(100));
            link.Wormhole.Pause();
            long sent = link.Wormhole.Forward.Sent;
            Thread.SpinWait(200);
            Thread.Yield();
            late += link.Wormhole.Forward.Sent == sent ? 0 : 1;
            link.Wormhole.Resume();
        }

        Volatile.Write(ref isOver, true);
        crew.Join();
        Assert.Equal(0, late);
        link.DisposeAsync().AsTask().GetAwaiter().GetResult();
    });

    [Fact]
    public void NobodyReceivesOnceHisTurnIsTaken() => Stress.Run(static random =>
    {
        SpscWarp<Numbered> warp = new(1 << 14);
        Numbered[] batch = new Numbered[1 << 12];
        int over = 0;
        Turn latest = warp.Turn;
        using Crew crew = new(1, static () => { });
        crew.Add("receiver", null, () =>
        {
            Numbered[] received = new Numbered[1 << 12];
            while (Volatile.Read(ref over) == 0)
            {
                warp.TryReceive(Volatile.Read(ref latest), received);
            }
        });
        crew.Begin();
        int late = 0;
        for (int i = 0; i < 500; i++)
        {
            warp.TrySend(batch);
            Thread.SpinWait(random.Next(100));
            Turn next = warp.TakeTurn();
            long received = warp.Received;
            Thread.SpinWait(200);
            Thread.Yield();
            late += warp.Received == received ? 0 : 1;
            Volatile.Write(ref latest, next);
        }

        Volatile.Write(ref over, 1);
        crew.Join();
        Assert.Equal(0, late);
    });
}
