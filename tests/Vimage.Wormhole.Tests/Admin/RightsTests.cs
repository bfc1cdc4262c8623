namespace Vimage.Wormholes.Tests;

public sealed class RightsTests
{
    [Fact]
    public void WithoutThePermissionNoneIsOpened_NorSteered()
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(admin);
        Wormhole<int> wormhole = admin.Run(() => Wormhole.Open<int>(admin, child));
        admin.Revoke(WormholePermission.Open);
        admin.Run(() =>
        {
            Assert.Throws<VnetPermissionException>(() => Wormhole.Open<int>(admin, child));
            Assert.Throws<VnetPermissionException>(wormhole.Pause);
            Assert.Throws<VnetPermissionException>(wormhole.Revoke);

            // What is open goes on.
            wormhole.First.Send(1);
        });
        Assert.Equal(1, admin.UsageOf(WormholeQuota.Wormholes));
        admin.Grant(WormholePermission.Open);
        admin.Run(() => Wormhole.Open<int>(admin, child));
    }

    [Fact]
    public void OnlyTheOpenerAndThoseAboveItSteer()
    {
        Link<int> link = new();
        foreach (Vnet other in new[] { link.Left, link.Right, TestVnet.Create() })
        {
            other.Run(() =>
            {
                Assert.Throws<VnetPermissionException>(link.Wormhole.Pause);
                Assert.Throws<VnetPermissionException>(link.Wormhole.Resume);
                Assert.Throws<VnetPermissionException>(() => link.Wormhole.Throttle(default));
                Assert.Throws<VnetPermissionException>(link.Wormhole.Revoke);
                Assert.Throws<VnetPermissionException>(link.Wormhole.Dispose);
            });
        }

        Assert.Equal(WormholeState.Open, link.Wormhole.State);
        link.Wormhole.Pause();
        Assert.Equal(WormholeState.Paused, link.Wormhole.State);
        link.Admin.Run(link.Wormhole.Revoke);
        Assert.Equal(WormholeState.Revoked, link.Wormhole.State);
    }

    [Fact]
    public void AnEndIsNotPassedOnUnlessThatIsAllowed()
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(admin, childrenMax: 1);
        Vnet grandchild = TestVnet.CreateBelow(child);
        Vnet other = TestVnet.CreateBelow(admin);
        Wormhole<int> closed = admin.Run(() => Wormhole.Open<int>(child, other));
        child.Run(() => Assert.Throws<VnetPermissionException>(() => closed.First.PassTo(grandchild)));
        Wormhole<int> allowed = admin.Run(() => Wormhole.Open<int>(child, other, new WormholeOptions { MayBePassedOn = true }));
        child.Revoke(WormholePermission.PassOn);
        child.Run(() => Assert.Throws<VnetPermissionException>(() => allowed.First.PassTo(grandchild)));
        child.Grant(WormholePermission.PassOn);
        child.Run(() => allowed.First.PassTo(grandchild));
        Assert.Same(grandchild, allowed.First.Vnet);
        Assert.Same(child, closed.First.Vnet);
    }

    [Fact]
    public void AnEndIsPassedToWhatIsBelowAlone_AndNotToTheOtherOnes()
    {
        Vnet admin = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(admin, childrenMax: 2);
        Vnet grandchild = TestVnet.CreateBelow(child);
        Vnet sibling = TestVnet.CreateBelow(admin);
        Wormhole<int> wormhole = admin.Run(() => Wormhole.Open<int>(child, grandchild, new WormholeOptions { MayBePassedOn = true }));
        child.Run(() =>
        {
            Assert.Throws<VnetPermissionException>(() => wormhole.First.PassTo(sibling));
            Assert.Throws<VnetPermissionException>(() => wormhole.First.PassTo(admin));
            Assert.Equal("EINVAL", Assert.Throws<WormholeException>(() => wormhole.First.PassTo(grandchild)).Errno);
        });
        grandchild.Run(() => Assert.Throws<VnetPermissionException>(() => wormhole.First.PassTo(sibling)));
    }

    [Fact]
    public void WhoSteersAWormholePassesItsEndsAnywhereBelow()
    {
        Link<int> link = new();
        Vnet third = TestVnet.CreateBelow(link.Admin);
        link.Admin.Run(() => link.Sender.PassTo(third));
        third.Run(() => link.Sender.Send(1));
        link.Left.Run(() => Assert.Throws<VnetPermissionException>(() => link.Sender.Send(2)));
        Assert.True(link.Receiver.Receive(out _));
        Assert.Null(link.Left.Run(() => Wormhole.FindEnd<WormholeEnd>(link.Sender.Name)));
        Assert.Same(link.Sender, third.Run(() => Wormhole.FindEnd<WormholeEnd>(link.Sender.Name)));
    }

    [Fact]
    public async Task AnEndThatWasPassedOnLivesWithItsNewVnet()
    {
        await using Link<int> link = new();
        Vnet third = TestVnet.CreateBelow(link.Admin);
        link.Sender.PassTo(third);
        await link.Left.DestroyAsync();
        link.Sender.Send(1);
        Assert.True(link.Receiver.Receive(out _));
        await third.DestroyAsync();
        Assert.Throws<WormholeClosedException>(() => link.Sender.Send(2));
        Assert.False(link.Receiver.Receive(out _));
    }

    [Fact]
    public void ANameThatIsTakenThereIsRefused_AsEISCONN_AndTheEndStays()
    {
        Link<int> link = new(new WormholeOptions { Name = "warp" });
        Vnet third = TestVnet.CreateBelow(link.Admin);
        Vnet fourth = TestVnet.CreateBelow(link.Admin);
        link.Admin.Run(() => Wormhole.Open<int>(third, fourth, new WormholeOptions { Name = "warp" }));
        Assert.Equal("EISCONN", Assert.Throws<WormholeException>(() => link.Sender.PassTo(third)).Errno);
        link.Left.Run(() => link.Sender.Send(1));
    }

    [Fact]
    public void AClosedEndIsNotPassedOn()
    {
        Link<int> link = new();
        Vnet third = TestVnet.CreateBelow(link.Admin);
        link.Sender.Dispose();
        Assert.Throws<WormholeClosedException>(() => link.Sender.PassTo(third));
    }

    [Fact]
    public void TheOtherEndOfOnesOwnWormholeIsNotOnes_WhateverTheForm()
    {
        Link<int> link = new();
        ByteWormhole bytes = link.Admin.Run(() => Wormhole.OpenBytes(link.Left, link.Right));
        FrameWormhole frames = link.Admin.Run(() => Wormhole.OpenFrames(link.Left, link.Right));
        Stream stream = link.Left.Run(bytes.First.AsStream);
        byte[] buffer = new byte[10];
        Action[] uses =
        [
            link.Sender.Dispose,
            () => link.Sender.Wait = WormholeWait.Park,
            () => link.Sender.WaitToReceiveAsync().AsTask(),
            () => link.Sender.BeginSending(),
            () => link.Sender.BeginReceiving(),
            bytes.First.Dispose,
            bytes.First.Complete,
            () => bytes.First.AsStream(),
            () => bytes.First.Output.GetMemory(),
            () => bytes.First.Output.WriteAsync(buffer).AsTask(),
            () => bytes.First.Output.FlushAsync().AsTask(),
            () => bytes.First.Output.Complete(),
            () => bytes.First.Input.TryRead(out _),
            () => bytes.First.Input.ReadAsync().AsTask(),
            () => bytes.First.Input.Complete(),
            () => stream.Write(buffer),
            () => stream.ReadExactly(buffer),
            frames.First.Dispose,
            () => frames.First.TrySend(buffer),
            () => frames.First.Send(buffer),
            () => frames.First.SendAsync(buffer).AsTask(),
            () => frames.First.TryReceive(buffer),
            () => frames.First.Receive(buffer),
            () => frames.First.ReceiveAsync(buffer).AsTask(),
        ];

        // Which a vnet has in its hands by the list.
        Assert.Equal([link.Wormhole, bytes, frames], link.Right.Run(Wormhole.List));
        link.Right.Run(() => Assert.All(uses, static use => Assert.Throws<VnetPermissionException>(use)));
        Assert.All(new Wormhole[] { link.Wormhole, bytes, frames }, static each => Assert.Equal(WormholeState.Open, each.State));
    }

    [Fact]
    public void AStreamIsDisposedOfWhereverItWasHandedTo_AndAClosedEndByAnybody()
    {
        Link<int> link = new();
        ByteWormhole bytes = link.Admin.Run(() => Wormhole.OpenBytes(link.Left, link.Right));
        Stream stream = link.Left.Run(bytes.First.AsStream);
        link.Right.Run(() =>
        {
            stream.Dispose();
            Assert.True(bytes.First.IsClosed);
            bytes.First.Dispose();
        });
    }

    [Fact]
    public void AnEndOfBytesOrFramesHasOneSender()
    {
        Link<int> link = new();
        WormholeOptions many = new() { ManySenders = true };
        link.Admin.Run(() =>
        {
            Assert.Contains("one sender", Assert.Throws<ArgumentException>(() => Wormhole.OpenBytes(link.Left, link.Right, many)).Message, StringComparison.Ordinal);
            Assert.Contains("one sender", Assert.Throws<ArgumentException>(() => Wormhole.OpenFrames(link.Left, link.Right, many)).Message, StringComparison.Ordinal);
        });
    }
}
