namespace Vimage.Wormholes.Tests;

public sealed class QuotaTests
{
    [Fact]
    public void NoMoreWormholesAreOpenThanTheOpenerMayHave()
    {
        Vnet admin = TestVnet.CreateParent(new Dictionary<string, long> { [WormholeQuota.Wormholes] = 2 });
        Vnet child = TestVnet.CreateBelow(admin);
        admin.Run(() =>
        {
            Wormhole<int> first = Wormhole.Open<int>(admin, child);
            Wormhole.Open<int>(admin, child);
            Assert.Throws<VnetQuotaException>(() => Wormhole.Open<int>(admin, child));
            first.Dispose();
            Wormhole.Open<int>(admin, child);
        });
        Assert.Equal(2, admin.UsageOf(WormholeQuota.Wormholes));
    }

    [Fact]
    public void RingsCountAsBuffers_AndWhatIsTooMuchIsRefused()
    {
        Vnet admin = TestVnet.CreateParent(new Dictionary<string, long> { [VnetQuota.Buffers] = 10_000 });
        Vnet child = TestVnet.CreateBelow(admin);
        admin.Run(() =>
        {
            Assert.Throws<VnetQuotaException>(() => Wormhole.Open<long>(admin, child));
            Assert.Equal((0, 0), (admin.UsageOf(WormholeQuota.Wormholes), admin.UsageOf(VnetQuota.Buffers)));
            using (Wormhole.Open<long>(admin, child, new WormholeOptions { Capacity = 512 }))
            {
                Assert.Equal(2 * 512 * sizeof(long), admin.UsageOf(VnetQuota.Buffers));
            }
        });
        Assert.Equal(0, admin.UsageOf(VnetQuota.Buffers));
    }

    [Fact]
    public async Task WhateverEndsAWormholeGivesBackWhatItWasCharged()
    {
        foreach (Func<Link<int>, ValueTask> end in new Func<Link<int>, ValueTask>[]
        {
            static link => link.Wormhole.DisposeAsync(),
            static link => link.Sender.DisposeAsync(),
            static link => new(Task.Run(link.Wormhole.Revoke)),
            static async link => await link.Right.DestroyAsync(),
        })
        {
            await using Link<int> link = new();
            Assert.Equal(1, link.Admin.UsageOf(WormholeQuota.Wormholes));
            await end(link);
            link.AssertNothingCharged();
            link.Wormhole.Dispose();
            link.AssertNothingCharged();
        }
    }

    [Fact]
    public void ACapacityThatIsNoneIsRefused_AndLeavesNothing()
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(admin);
        admin.Run(() => Assert.Throws<ArgumentOutOfRangeException>(
            () => Wormhole.Open<int>(admin, child, new WormholeOptions { Capacity = -1 })));
        admin.Run(() => Assert.Throws<ArgumentOutOfRangeException>(
            () => Wormhole.Open<int>(admin, child, new WormholeOptions { Throttle = new WormholeThrottle { MessagesPerSecond = 0 } })));
        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.Empty(admin.Run(Wormhole.List));
    }

    [Fact]
    public async Task ADestroyedVnetIsRefused_AndLeavesNothing()
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(admin);
        Vnet gone = TestVnet.CreateBelow(admin);
        await gone.DestroyAsync();
        admin.Run(() => Assert.Throws<ObjectDisposedException>(() => Wormhole.Open<int>(child, gone)));
        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.Empty(admin.Run(Wormhole.List));
    }
}
