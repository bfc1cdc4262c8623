namespace Vimage.Wormholes.Tests;

public sealed class SteeringTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APausedOneAcceptsNothing_AndDeliversWhatItHas(bool manySenders)
    {
        Link<int> link = new(new WormholeOptions { ManySenders = manySenders });
        link.Sender.Send(1);
        link.Wormhole.Pause();
        Assert.False(link.Sender.TrySend(2));
        Assert.Equal(0, link.Receiver.TrySendBatch([1, 2]));
        Assert.True(link.Receiver.TryReceive(out int message));
        Assert.Equal(1, message);
        Assert.False(link.Receiver.TryReceive(out _));
        link.Wormhole.Resume();
        Assert.True(link.Sender.TrySend(2));
        Assert.True(link.Receiver.TryReceive(out message));
        Assert.Equal(2, message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ASenderThatWaitsGoesOnWhenItIsResumed(bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { ManySenders = manySenders });
        link.Wormhole.Pause();
        ValueTask parked = link.Sender.SendAsync(1);
        Assert.False(parked.IsCompleted);
        link.Wormhole.Resume();
        await parked.AsTask().InTime();
        Assert.True(link.Receiver.TryReceive(out _));
    }

    [Fact]
    public async Task APausedOneCanBeRevokedAndClosed()
    {
        await using Link<int> link = new();
        link.Wormhole.Pause();
        ValueTask parked = link.Sender.SendAsync(1);
        link.Wormhole.Revoke();
        await Assert.ThrowsAsync<WormholeRevokedException>(parked.AsTask().InTime);
        link.Wormhole.Resume();
        Assert.Equal(WormholeState.Revoked, link.Wormhole.State);
    }

    [Fact]
    public async Task ARevokedOneDeliversWhatItHadAccepted_AndThenThrowsAtBothEnds()
    {
        await using Link<int> link = new();
        link.Sender.SendBatch([1, 2]);
        link.Receiver.Send(3);
        link.Wormhole.Revoke();
        Assert.Throws<WormholeRevokedException>(() => link.Sender.TrySend(4));
        Assert.Throws<WormholeRevokedException>(() => link.Receiver.Send(4));
        Assert.True(link.Receiver.Receive(out int first));
        Assert.Equal(2, await link.Receiver.ReceiveAsync());
        Assert.Equal(1, first);
        Assert.Throws<WormholeRevokedException>(() => link.Receiver.TryReceive(out _));
        Assert.Equal("EPERM", Assert.Throws<WormholeRevokedException>(() => link.Receiver.ReceiveBatch(new int[1])).Errno);
        Assert.Equal(1, link.Sender.ReceiveBatch(new int[5]));
        await Assert.ThrowsAsync<WormholeRevokedException>(async () => await link.Sender.ReceiveAsync());
        await Assert.ThrowsAsync<WormholeRevokedException>(async () => await link.Sender.WaitToReceiveAsync());
    }

    [Fact]
    public async Task ARevocationEndsEveryWait()
    {
        await using Link<int> link = new(new WormholeOptions { Capacity = 1 });
        link.Sender.Send(1);
        Task<int> sender = await Background.StartWaiting(() =>
        {
            link.Sender.Send(2);
            return 0;
        });
        ValueTask<int> receiver = link.Sender.ReceiveAsync();
        link.Wormhole.Revoke();
        await Assert.ThrowsAsync<WormholeRevokedException>(sender.InTime);
        await Assert.ThrowsAsync<WormholeRevokedException>(receiver.AsTask().InTime);
    }

    [Fact]
    public void StatisticsSayWhatWentThroughAndWhatWaits()
    {
        Link<long> link = new(new WormholeOptions { Capacity = 10 });
        link.Sender.SendBatch([1, 2, 3]);
        link.Receiver.Send(1);
        link.Receiver.TryReceive(out _);
        Assert.Equal(new WormholeStatistics(Sent: 3, Received: 1, SentBytes: 24, Capacity: 16), link.Wormhole.Forward);
        Assert.Equal(2, link.Wormhole.Forward.Waiting);
        Assert.Equal(new WormholeStatistics(Sent: 1, Received: 0, SentBytes: 8, Capacity: 16), link.Wormhole.Backward);
    }

    [Fact]
    public void OfFramesTheirOwnBytesCount_NotWhatTheyTakeInTheRing()
    {
        Link<int> link = new();
        using FrameWormhole frames = link.Admin.Run(() => Wormhole.OpenFrames(link.Left, link.Right, new WormholeOptions { Capacity = 64 }));
        byte[] buffer = new byte[frames.First.MaxLength];
        for (int i = 1; i <= 5; i++)
        {
            frames.First.Send(buffer.AsSpan(0, i));
            Assert.Equal(i, frames.Second.Receive(buffer));
        }

        frames.First.Send(buffer);
        Assert.Equal(new WormholeStatistics(Sent: 6, Received: 5, SentBytes: 15 + buffer.Length, Capacity: 64), frames.Forward);
    }

    [Fact]
    public void TheListHasWhatIsOpenAtOrBelowTheCaller_EachOnce()
    {
        Vnet parent = TestVnet.CreateParent();
        Vnet child = TestVnet.CreateBelow(parent, childrenMax: 1);
        Vnet grandchild = TestVnet.CreateBelow(child);
        Vnet other = TestVnet.CreateBelow(parent);
        Wormhole<int> above = parent.Run(() => Wormhole.Open<int>(parent, child));
        Wormhole<int> below = child.Run(() => Wormhole.Open<int>(child, grandchild));
        Assert.Equal([above, below], parent.Run(Wormhole.List));
        Assert.Equal([above, below], child.Run(Wormhole.List));
        Assert.Equal([below], grandchild.Run(Wormhole.List));
        Assert.Empty(other.Run(Wormhole.List));
    }

    [Fact]
    public void TheListHasNoneThatIsNotOpen()
    {
        Link<int> revoked = new();
        revoked.Wormhole.Revoke();
        Assert.Empty(revoked.Admin.Run(Wormhole.List));
        Link<int> closed = new();
        closed.Sender.Dispose();
        Assert.Empty(closed.Admin.Run(Wormhole.List));
        Link<int> paused = new();
        paused.Wormhole.Pause();
        Assert.Equal([paused.Wormhole], paused.Admin.Run(Wormhole.List));
    }
}
