namespace Vimage.Wormholes.Tests;

/// <summary>What FreeBSD's <c>ng_wormhole</c> (D50244) does, each rule a test.</summary>
public sealed class OriginalSemanticsTests
{
    [Fact]
    public async Task WhatArrivesAtOneEndLeavesAtTheOther()
    {
        await using Link<int> link = new();
        link.Sender.Send(1);
        link.Receiver.Send(2);
        Assert.True(link.Receiver.TryReceive(out int there));
        Assert.True(link.Sender.TryReceive(out int back));
        Assert.Equal((1, 2), (there, back));
        Assert.False(link.Receiver.TryReceive(out _));
    }

    [Fact]
    public async Task OneOpenMakesTheEndInEachVnet()
    {
        await using Link<int> link = new(new WormholeOptions { Name = "warp" });
        Assert.Same(link.Sender, link.Left.Run(() => Wormhole.FindEnd<WormholeEnd<int>>("warp")));
        Assert.Same(link.Receiver, link.Right.Run(() => Wormhole.FindEnd<WormholeEnd<int>>("warp")));
        Assert.Null(link.Admin.Run(() => Wormhole.FindEnd<WormholeEnd<int>>("warp")));
        Assert.Null(link.Left.Run(() => Wormhole.FindEnd<WormholeEnd<string>>("warp")));
        Assert.Equal([link.Left, link.Right], link.Wormhole.Ends.Select(static end => end.Vnet));
    }

    [Fact]
    public void AVnetThatIsNotThereIsRefused()
    {
        Vnet admin = TestVnet.CreateParent();
        WormholeException refusal = admin.Run(
            () => Assert.Throws<WormholeException>(() => Wormhole.Open<int>(".", "nowhere")));
        Assert.Equal("EHOSTDOWN", refusal.Errno);
        AssertNothingIsLeft(admin);
    }

    [Fact]
    public void TheSameVnetIsRefused_AsEINVAL()
    {
        Vnet admin = TestVnet.CreateParent();
        Assert.Equal("EINVAL", admin.Run(() => Assert.Throws<WormholeException>(() => Wormhole.Open<int>(".", "."))).Errno);
        AssertNothingIsLeft(admin);
    }

    [Fact]
    public async Task ANameThatIsTakenIsRefused_AsEISCONN()
    {
        await using Link<int> link = new(new WormholeOptions { Name = "warp" });
        Vnet third = TestVnet.CreateBelow(link.Admin);
        foreach ((Vnet first, Vnet second) in new[] { (link.Left, third), (third, link.Right) })
        {
            Assert.Equal("EISCONN", link.Admin.Run(() => Assert.Throws<WormholeException>(
                () => Wormhole.Open<int>(first, second, new WormholeOptions { Name = "warp" }))).Errno);
            Assert.Null(third.Run(() => Wormhole.FindEnd<WormholeEnd>("warp")));
            Assert.Equal(1, link.Admin.UsageOf(WormholeQuota.Wormholes));
        }

        link.Sender.Send(1);
        Assert.True(link.Receiver.TryReceive(out _));
    }

    [Fact]
    public async Task ANameIsFreeAgainWhenTheEndsAreClosed()
    {
        await using Link<int> link = new(new WormholeOptions { Name = "warp" });
        link.Wormhole.Dispose();
        using Wormhole<int> another = link.Admin.Run(() => Wormhole.Open<int>(link.Left, link.Right, new WormholeOptions { Name = "warp" }));
        Assert.Equal(WormholeState.Open, another.State);
    }

    [Fact]
    public void OnlyTheCallerAndWhatIsBelowItIsReached()
    {
        Vnet parent = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(parent, childrenMax: 1);
        Vnet sibling = TestVnet.CreateBelow(parent);
        Vnet grandchild = TestVnet.CreateBelow(child);
        child.Run(() =>
        {
            foreach (Vnet unreachable in new[] { parent, sibling, Vnet.Root })
            {
                Assert.Equal("EPERM", Assert.Throws<VnetPermissionException>(() => Wormhole.Open<int>(child, unreachable)).Errno);
                Assert.Throws<VnetPermissionException>(() => Wormhole.Open<int>(unreachable, grandchild));
            }

            // Names above and beside do not even mean anything here.
            Assert.Throws<WormholeException>(() => Wormhole.Open<int>(".", sibling.Name));
            using Wormhole<int> below = Wormhole.Open<int>(".", grandchild.Name);
            Assert.Equal(child, below.Opener);
        });
        AssertNothingIsLeft(parent);
    }

    [Fact]
    public void AnEndIsUsedByItsVnetAndThoseAbove_NotByTheOtherOne()
    {
        Link<int> link = new();
        link.Left.Run(() => link.Sender.Send(1));
        link.Admin.Run(() => link.Sender.Send(2));
        link.Right.Run(() =>
        {
            Assert.Throws<VnetPermissionException>(() => link.Sender.TrySend(3));
            Assert.Throws<VnetPermissionException>(() => link.Sender.TrySendBatch([3]));
            Assert.Throws<VnetPermissionException>(() => link.Sender.TryReceive(out _));
            Assert.Throws<VnetPermissionException>(link.Sender.Complete);
            Assert.Equal(2, link.Receiver.ReceiveBatch(new int[5]));
        });
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheDeathOfEitherVnetEndsBothEnds(bool isLeft)
    {
        await using Link<int> link = new();
        await (isLeft ? link.Left : link.Right).DestroyAsync();
        WormholeEnd<int> survivor = isLeft ? link.Receiver : link.Sender;
        Assert.Equal(WormholeEndReason.VnetDestroyed, Assert.Throws<WormholeClosedException>(() => survivor.Send(1)).Reason);
        Assert.False(survivor.Receive(out _));
        Assert.Equal(WormholeState.Closed, link.Wormhole.State);
        link.AssertNothingCharged();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ClosingEitherEndEndsBoth(bool isLeft)
    {
        await using Link<int> link = new();
        (isLeft ? link.Sender : link.Receiver).Dispose();
        WormholeEnd<int> survivor = isLeft ? link.Receiver : link.Sender;
        Assert.Equal(WormholeEndReason.Closed, Assert.Throws<WormholeClosedException>(() => survivor.Send(1)).Reason);
        Assert.False(survivor.Receive(out _));
        Assert.Equal(WormholeState.Closed, link.Wormhole.State);
        link.AssertNothingCharged();
    }

    [Fact]
    public async Task AnEndsUserMayStopAndAnotherGoOn()
    {
        await using Link<int> link = new();
        for (int user = 0; user < 10; user++)
        {
            await Background.Start(() => link.Sender.Send(user)).InTime();
            Assert.Equal(user, await Background.Start(() => link.Receiver.Receive(out int message) ? message : -1).InTime());
        }

        Assert.Equal(WormholeState.Open, link.Wormhole.State);
    }

    private static void AssertNothingIsLeft(Vnet admin)
    {
        Assert.Equal(0, admin.UsageOf(WormholeQuota.Wormholes));
        Assert.Equal(0, admin.UsageOf(VnetQuota.Buffers));
        Assert.Empty(admin.Run(Wormhole.List));
    }
}
