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
        string path = Path.Combine(Path.GetTempPath(), $"{TestVnet.NewName()}-{Environment.ProcessId}.sock");
        using (admin.Enter())
        {
            using WormholeListener listener = WormholeListener.Listen(path, sender, options);
            if (random.Next(2) == 0)
            {
                Task<SharedWormhole<WormholePipe>> accepting = listener.AcceptBytesAsync();
                using SharedWormhole<WormholePipe> to = Result(WormholeConnector.ConnectBytesAsync(path, receiver, options));
                using SharedWormhole<WormholePipe> from = Result(accepting);
                Voyage.Play(random, happening, new ByteCargo(from.End, to.End), from);
            }
            else
            {
                Task<SharedWormhole<WormholeFrameEnd>> accepting = listener.AcceptFramesAsync();
                using SharedWormhole<WormholeFrameEnd> to = Result(WormholeConnector.ConnectFramesAsync(path, receiver, options));
                using SharedWormhole<WormholeFrameEnd> from = Result(accepting);
                Voyage.Play(random, happening, new FrameCargo(from.End, to.End), from);
            }
        }

        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.True(admin.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult().IsClean);
    }

    private static T Result<T>(Task<T> task) => task.InTime().GetAwaiter().GetResult();
}
