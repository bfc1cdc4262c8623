namespace Vimage.Wormholes.Tests;

public sealed class CollapseTests
{
    [Fact]
    public void FourEndsInThreeVnetsBecomeTwoInTwo()
    {
        Row row = new();
        Wormhole<int> direct = row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        Assert.Same(row.One.Second, direct.First);
        Assert.Same(row.Other.Second, direct.Second);
        Assert.Equal((WormholeState.Collapsed, WormholeState.Collapsed, WormholeState.Open), (row.One.State, row.Other.State, direct.State));
        Assert.Equal([direct], row.Admin.Run(Wormhole.List));
        Assert.Equal(1, row.Admin.UsageOf(WormholeQuota.Wormholes));
        row.One.Second.Send(1);
        row.Other.Second.Send(2);
        Assert.True(row.Other.Second.Receive(out int there));
        Assert.True(row.One.Second.Receive(out int back));
        Assert.Equal((1, 2), (there, back));
    }

    [Fact]
    public void WormholesOfDifferentKindsAreRefused()
    {
        Row row = new();
        using ByteWormhole bytes = Wormhole.OpenBytes(row.One.Second.Vnet, row.Other.Second.Vnet);
        Assert.Throws<ArgumentException>(() => Wormhole.Collapse<Wormhole>(row.One, bytes));
        Assert.Equal(WormholeState.Open, row.One.State);
    }

    [Fact]
    public void WhatWasOnItsWayFromTheMeetingComesFirst_ThenWhatWasOnItsWayToIt()
    {
        Row row = new();
        row.One.Second.Send(2);
        row.Other.First.Send(1);
        row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        row.One.Second.Send(3);
        int[] received = new int[3];
        int count = 0;
        while (count < 3)
        {
            count += row.Other.Second.ReceiveBatch(received.AsSpan(count));
        }

        Assert.Equal([1, 2, 3], received);
    }

    [Fact]
    public async Task ThoseWhoWaitWhereTheyMeetAreTold()
    {
        Row row = new();
        Task<bool> receiver = await Background.StartWaiting(() => row.One.First.Receive(out _));
        row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        Assert.Equal(WormholeEndReason.Collapsed, (await Assert.ThrowsAsync<WormholeClosedException>(receiver.InTime)).Reason);
        Assert.Equal(WormholeEndReason.Collapsed, Assert.Throws<WormholeClosedException>(() => row.Other.First.Send(1)).Reason);
        Assert.Null(row.Admin.Run(() => Wormhole.FindEnd<WormholeEnd>(row.One.Name)));
    }

    [Fact]
    public async Task AFarReceiverThatWaitsGoesOnWithTheOtherFarEnd()
    {
        Row row = new();
        Task<int> receiver = await Background.StartWaiting(() => row.Other.Second.Receive(out int message) ? message : -1);
        row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        row.One.Second.Send(5);
        Assert.Equal(5, await receiver.InTime());
    }

    [Fact]
    public void OneThatIsNotOpenIsRefused_AsEINVAL()
    {
        foreach (Action<Row> change in new Action<Row>[]
        {
            static row => row.One.Dispose(), static row => row.Other.Revoke(), static row => row.One.Pause(),
        })
        {
            Row row = new();
            row.Admin.Run(() => change(row));
            Assert.Equal("EINVAL", row.Refusal().Errno);
        }
    }

    [Fact]
    public void OneThatWasCollapsedIsRefused_AsEINVAL()
    {
        Row row = new();
        row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        Assert.Equal("EINVAL", row.Refusal().Errno);
    }

    [Fact]
    public void ThoseThatDoNotMeetAreRefused_AsEINVAL()
    {
        Row row = new();
        Link<int> elsewhere = new();
        Assert.Equal("EINVAL", Assert.Throws<WormholeException>(() => Wormhole.Collapse(row.One, elsewhere.Wormhole)).Errno);
        Assert.Equal(WormholeState.Open, row.One.State);
    }

    [Fact]
    public void BothFarEndsInOneVnetAreRefused_AsEDOOFUS()
    {
        Row row = new();
        Wormhole<int> parallel = row.Admin.Run(() => Wormhole.Open<int>(row.Admin, row.Left));
        Assert.Equal("EDOOFUS", Assert.Throws<WormholeException>(() => Wormhole.Collapse(row.One, parallel)).Errno);
        Assert.Equal((WormholeState.Open, WormholeState.Open), (row.One.State, parallel.State));
        Assert.Equal("EDOOFUS", Assert.Throws<WormholeException>(() => Wormhole.Collapse(row.One, row.One)).Errno);
    }

    [Fact]
    public void WhoMayNotSteerBothMayNotCollapse()
    {
        Row row = new();
        row.Left.Run(() => Assert.Throws<VnetPermissionException>(() => Wormhole.Collapse(row.One, row.Other)));
        Assert.Equal(WormholeState.Open, row.One.State);
    }

    [Fact]
    public async Task TheCollapsedOneIsSteeredAsAnyOther()
    {
        Row row = new();
        Wormhole<int> direct = row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        row.One.Second.Send(1);
        direct.Pause();
        Assert.False(row.One.Second.TrySend(2));
        direct.Resume();
        row.One.Second.Send(2);
        direct.Revoke();
        Assert.Throws<WormholeRevokedException>(() => row.One.Second.Send(3));
        Assert.Equal([1, 2], await row.Other.Second.ReceiveAllAsync().Take(2).ToListAsync());
        Assert.Throws<WormholeRevokedException>(() => row.Other.Second.Receive(out _));
        Assert.Equal(0, row.Admin.UsageOf(WormholeQuota.Wormholes));
    }

    [Fact]
    public void NoThirdOneIsNeeded_AlsoWhereNoneCouldBeOpened()
    {
        Vnet admin = TestVnet.CreateParent(new Dictionary<string, long> { [WormholeQuota.Wormholes] = 2, [VnetQuota.Buffers] = 1 << 20 });
        Vnet meeting = TestVnet.CreateBelow(admin, childrenMax: 1);
        Vnet left = TestVnet.CreateBelow(meeting);
        Vnet right = TestVnet.CreateBelow(admin);
        Wormhole<byte> one = meeting.Run(() => Wormhole.Open<byte>(meeting, left, new WormholeOptions { Capacity = 1 << 18 }));
        Wormhole<byte> other = admin.Run(() => Wormhole.Open<byte>(meeting, right, new WormholeOptions { Capacity = 1 << 17 }));
        Assert.Throws<VnetQuotaException>(() => admin.Run(() => Wormhole.Open<byte>(left, right, new WormholeOptions { Capacity = 1 })));
        Wormhole<byte> direct = admin.Run(() => Wormhole.Collapse(one, other));
        Assert.Equal((1, 0), (admin.UsageOf(WormholeQuota.Wormholes), meeting.UsageOf(WormholeQuota.Wormholes)));
        Assert.Equal(((1 << 18) + (1 << 17), 0), (admin.UsageOf(VnetQuota.Buffers), meeting.UsageOf(VnetQuota.Buffers)));
        direct.Dispose();
        Assert.Equal((0, 0), (admin.UsageOf(WormholeQuota.Wormholes), admin.UsageOf(VnetQuota.Buffers)));
    }

    [Fact]
    public void EachFarEndSendsByTheThrottleThatItHad()
    {
        VirtualTimeProvider time = new();
        Row row = new(time);
        row.Admin.Run(() => row.One.Throttle(new WormholeThrottle { MessagesPerSecond = 10 }));
        Wormhole<int> direct = row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        Assert.True(row.One.Second.TrySend(1));
        Assert.False(row.One.Second.TrySend(2));
        Assert.Equal(3, row.Other.Second.TrySendBatch([1, 2, 3]));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(row.One.Second.TrySend(2));
        direct.Throttle(default);
        Assert.Equal(3, row.One.Second.TrySendBatch([3, 4, 5]));
    }

    [Fact]
    public async Task TheEndOfAFarVnetEndsTheCollapsedOne()
    {
        Row row = new();
        row.One.Second.Send(1);
        row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        row.One.Second.Send(2);
        await row.Left.DestroyAsync();
        Assert.Equal([1, 2], await row.Other.Second.ReceiveAllAsync().ToListAsync());
        Assert.Throws<WormholeClosedException>(() => row.Other.Second.Send(3));
        Assert.Equal(0, row.Admin.UsageOf(WormholeQuota.Wormholes));
    }

    [Fact]
    public void WhatHadEndedBeforeStaysEnded()
    {
        Row row = new();
        row.One.Second.Send(1);
        row.One.Second.Complete();
        row.Admin.Run(() => Wormhole.Collapse(row.One, row.Other));
        Assert.True(row.Other.Second.Receive(out int message));
        Assert.Equal(1, message);
        Assert.False(row.Other.Second.Receive(out _));
        row.Other.Second.Send(2);
        Assert.True(row.One.Second.Receive(out message));
        Assert.Equal(2, message);
    }

    /// <summary>Two wormholes that start in one vnet, and lead to two below it.</summary>
    private sealed class Row
    {
        internal Row(TimeProvider? time = null)
        {
            Admin = TestVnet.CreateParent(time: time);
            Left = TestVnet.CreateBelow(Admin);
            Right = TestVnet.CreateBelow(Admin);
            One = Admin.Run(() => Wormhole.Open<int>(Admin, Left));
            Other = Admin.Run(() => Wormhole.Open<int>(Admin, Right));
        }

        internal Vnet Admin { get; }

        internal Vnet Left { get; }

        internal Vnet Right { get; }

        internal Wormhole<int> One { get; }

        internal Wormhole<int> Other { get; }

        internal WormholeException Refusal() =>
            Admin.Run(() => Assert.Throws<WormholeException>(() => Wormhole.Collapse(One, Other)));
    }
}
