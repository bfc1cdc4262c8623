namespace Vimage.Wormholes.Tests;

/// <summary>
/// Bytes and frames, while something happens to the wormhole: what was accepted is received, in order, once, and everybody who waits
/// ends.
/// </summary>
public sealed class OtherFormsTests
{
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

        Voyage.Play(random, happening, cargo, wormhole, collapse: () => Wormhole.Collapse(wormhole, other!));
    }
}
