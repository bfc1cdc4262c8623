namespace Vimage.Wormholes.Tests;

/// <summary>
/// As <see cref="OtherFormsTests"/>, through memory that two processes look at. Here both ends are in one, so that what was accepted, and
/// what was received, is known exactly.
/// </summary>
public sealed class SharedFormsTests
{
    public static TheoryData<Happening> Happenings => [.. Enum.GetValues<Happening>().Where(static each => each != Happening.Collapsed)];

    [Theory]
    [MemberData(nameof(Happenings))]
    public void WhatIsAcceptedIsReceived(Happening happening) => Stress.Run(random => Play(random, happening));

    private static void Play(Random random, Happening happening)
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet sender = TestVnet.CreateBelow(admin);
        Vnet receiver = TestVnet.CreateBelow(admin);
        WormholeOptions options = new() { Capacity = 4096 << random.Next(3), Wait = random.Next(2) == 0 ? WormholeWait.Park : WormholeWait.Hybrid };
        using (admin.Enter())
        {
            if (random.Next(2) == 0)
            {
                (SharedWormhole<WormholePipe> from, SharedWormhole<WormholePipe> to) = Result(SharedPair.OpenBytesAsync(sender, receiver, options));
                Voyage.Play(random, happening, new ByteCargo(from.End, to.End), from);
            }
            else
            {
                (SharedWormhole<WormholeFrameEnd> from, SharedWormhole<WormholeFrameEnd> to) = Result(SharedPair.OpenFramesAsync(sender, receiver, options));
                Voyage.Play(random, happening, new FrameCargo(from.End, to.End), from);
            }
        }

        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.True(admin.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult().IsClean);
    }

    private static T Result<T>(Task<T> task) => task.InTime().GetAwaiter().GetResult();
}
