namespace Vimage.Wormholes.Tests;

/// <summary>A cargo on its way, and what happens meanwhile.</summary>
internal static class Voyage
{
    private const int MaxPieces = 1500;

    /// <summary>Sends and receives, until all has arrived or it is over; fails unless what was accepted has arrived, if it had to.</summary>
    /// <param name="random">Decides everything.</param>
    /// <param name="happening">What happens.</param>
    /// <param name="cargo">What goes where.</param>
    /// <param name="wormhole">To which it happens: the sender's.</param>
    /// <param name="collapse">How the wormhole becomes one with the receiver's.</param>
    internal static void Play(Random random, Happening happening, Cargo cargo, Wormhole wormhole, Action? collapse = null)
    {
        using Crew crew = new(2, wormhole.Revoke);
        int pieces = random.Next(1, MaxPieces);

        // Before a collapse nobody receives where the two meet, and a second frame may not fit: there one piece is waited for, or none.
        long moment = happening == Happening.Collapsed ? cargo.Accepted + random.Next(2) : random.Next(pieces);
        crew.Add("sender", cargo.From.Vnet, () => Work(
            random.Next(), each => pieces-- > 0 && cargo.SendNext(each), () => cargo.From.Complete(), end => IsHow(happening, end, isReceiver: false)));
        crew.Add("receiver", cargo.To.Vnet, () => Work(
            random.Next(), cargo.ReceiveNext, static () => { }, end => IsHow(happening, end, isReceiver: true)));
        crew.Begin();
        crew.WaitUntil(() => cargo.Accepted >= moment || Volatile.Read(ref pieces) < 0);
        Thread.SpinWait(random.Next(2000));
        Happen(happening, random, wormhole, cargo, collapse);
        crew.Join();
        Assert.InRange(cargo.Seen, IsDelivered(happening) ? cargo.Accepted : 0, cargo.Accepted);
        cargo.From.Dispose();
        cargo.To.Dispose();
    }

    // Until it is told that it is over, in whatever way.
    private static void Work(int seed, Func<Random, bool> next, Action complete, Func<WormholeException, bool> isHow)
    {
        Random random = new(seed);
        try
        {
            while (next(random))
            {
            }

            complete();
        }
        catch (WormholeException end) when (isHow(end))
        {
            // It ended while it was working.
        }
    }

    // Who only finds that nothing more comes, or that nobody takes it, is told without an exception.
    private static bool IsHow(Happening happening, WormholeException end, bool isReceiver) => happening switch
    {
        Happening.Revoked => end is WormholeRevokedException,
        Happening.SenderClosed or Happening.SendersVnetDestroyed => !isReceiver && end is WormholeClosedException,
        Happening.ReceiverClosed or Happening.ReceiversVnetDestroyed => end is WormholeClosedException,
        _ => false,
    };

    private static void Happen(Happening happening, Random random, Wormhole wormhole, Cargo cargo, Action? collapse)
    {
        switch (happening)
        {
            case Happening.SenderClosed:
                cargo.From.Dispose();
                break;
            case Happening.ReceiverClosed:
                cargo.To.Dispose();
                break;
            case Happening.Revoked:
                wormhole.Revoke();
                break;
            case Happening.SendersVnetDestroyed:
                cargo.From.Vnet.DestroyAsync().AsTask().GetAwaiter().GetResult();
                break;
            case Happening.ReceiversVnetDestroyed:
                cargo.To.Vnet.DestroyAsync().AsTask().GetAwaiter().GetResult();
                break;
            case Happening.Throttled:
                wormhole.Throttle(new WormholeThrottle { BytesPerSecond = random.Next(100_000, 10_000_000) });
                Thread.Sleep(random.Next(3));
                wormhole.Throttle(default);
                break;
            case Happening.Paused:
                wormhole.Pause();
                long accepted = cargo.Accepted;
                Thread.SpinWait(random.Next(2000));
                Assert.Equal(accepted, cargo.Accepted);
                wormhole.Resume();
                break;
            case Happening.Collapsed:
                collapse!();
                break;
        }
    }

    private static bool IsDelivered(Happening happening) => happening is not (Happening.ReceiverClosed or Happening.ReceiversVnetDestroyed);
}
