namespace Vimage.Wormholes.Tests;

/// <summary>
/// Bytes, frames and buffers, while something happens to the wormhole: what was accepted is received, in order, once, and everybody who waits
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
            switch (random.Next(3))
            {
                case 0:
                    Play(random, happening, LocalForms.Bytes, vnets, options);
                    break;
                case 1:
                    Play(random, happening, LocalForms.Frames, vnets, options);
                    break;
                default:
                    Play(random, happening, LocalForms.Buffers, vnets, options);
                    break;
            }
        }

        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.True(admin.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult().IsClean);
    }

    private static void Play<TEnd>(Random random, Happening happening, LocalForm<TEnd> form, Vnet[] vnets, WormholeOptions options)
        where TEnd : WormholeEnd
    {
        using LocalWormhole<TEnd> wormhole = form.Open(vnets[0], vnets[1], options);
        using LocalWormhole<TEnd>? other = happening == Happening.Collapsed ? form.Open(vnets[1], vnets[2], options) : null;
        Cargo cargo = form.Load((other ?? wormhole).First, (other ?? wormhole).Second);
        if (other is not null)
        {
            // Something is on its way from where they meet.
            cargo.SendNext(random);
            cargo.GoOnFrom(wormhole.First);
        }

        Voyage.Play(random, happening, cargo, wormhole, collapse: () => Wormhole.Collapse(wormhole, other!));
    }
}
