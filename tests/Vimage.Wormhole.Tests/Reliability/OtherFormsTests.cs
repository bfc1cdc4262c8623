namespace Vimage.Wormholes.Tests;

/// <summary>
/// Bytes and frames, while something happens to the wormhole: what was accepted is received, in order, once, and everybody who waits
/// ends.
/// </summary>
public sealed class OtherFormsTests
{
    private const int MaxPieces = 1500;

    public static TheoryData<Happening> Happenings => [.. Enum.GetValues<Happening>()];

    [Theory]
    [MemberData(nameof(Happenings))]
    public void WhatIsAcceptedIsReceived(Happening happening) => Stress.Run(random => Play(random, happening));

    private static void Play(Random random, Happening happening)
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet[] vnets = [.. Enumerable.Range(0, 3).Select(_ => TestVnet.CreateBelow(admin))];
        WormholeOptions options = new() { Capacity = (happening == Happening.Collapsed ? 1024 : 64) << random.Next(5), Wait = random.Next(2) == 0 ? WormholeWait.Park : WormholeWait.Hybrid };
        using (admin.Enter())
        {
            if (random.Next(2) == 0)
            {
                Play(random, happening, (from, to) => Wormhole.OpenBytes(vnets[from], vnets[to], options), static (from, to) => new ByteCargo(from, to));
            }
            else
            {
                Play(random, happening, (from, to) => Wormhole.OpenFrames(vnets[from], vnets[to], options), static (from, to) => new FrameCargo(from, to));
            }
        }

        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.True(admin.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult().IsClean);
    }

    private static void Play<TEnd>(
        Random random, Happening happening, Func<int, int, LocalWormhole<TEnd>> open, Func<TEnd, TEnd, Cargo> load)
        where TEnd : WormholeEnd
    {
        using LocalWormhole<TEnd> wormhole = open(0, 1);
        using LocalWormhole<TEnd>? other = happening == Happening.Collapsed ? open(1, 2) : null;
        Cargo cargo = load((other ?? wormhole).First, (other ?? wormhole).Second);
        if (other is not null)
        {
            // Something is on its way from where they meet.
            cargo.SendNext(random);
            cargo.GoOnFrom(wormhole.First);
        }

        using Crew crew = new(2, wormhole.Revoke);
        int pieces = random.Next(1, MaxPieces);
        long moment = random.Next(pieces);
        crew.Add("sender", cargo.From.Vnet, () => Work(random.Next(), each => pieces-- > 0 && cargo.SendNext(each), () => cargo.From.Complete()));
        crew.Add("receiver", cargo.To.Vnet, () => Work(random.Next(), cargo.ReceiveNext, static () => { }));
        crew.Begin();
        crew.WaitUntil(() => cargo.Accepted >= moment || happening == Happening.Collapsed);
        Thread.SpinWait(random.Next(2000));
        Happen(happening, random, wormhole, other, cargo);
        crew.Join();
        Assert.InRange(cargo.Seen, IsDelivered(happening) ? cargo.Accepted : 0, cargo.Accepted);
        cargo.From.Dispose();
        cargo.To.Dispose();
    }

    // Until it is told that it is over, in whatever way.
    private static void Work(int seed, Func<Random, bool> next, Action complete)
    {
        Random random = new(seed);
        try
        {
            while (next(random))
            {
            }

            complete();
        }
        catch (WormholeException)
        {
            // It ended while it was working.
        }
    }

    private static void Happen<TEnd>(
        Happening happening, Random random, LocalWormhole<TEnd> wormhole, LocalWormhole<TEnd>? other, Cargo cargo)
        where TEnd : WormholeEnd
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
                Wormhole.Collapse(wormhole, other!);
                break;
        }
    }

    private static bool IsDelivered(Happening happening) => happening is not (Happening.ReceiverClosed or Happening.ReceiversVnetDestroyed);
}
