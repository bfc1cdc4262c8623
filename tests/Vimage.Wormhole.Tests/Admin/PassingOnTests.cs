namespace Vimage.Wormholes.Tests;

/// <summary>Who waits at an end that is passed on to another vnet is refused, and takes nothing from those who have it then.</summary>
public sealed class PassingOnTests
{
    public static TheoryData<WormholeWait> Ways => [WormholeWait.Park, WormholeWait.Hybrid, WormholeWait.BusyPoll];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AReceiverThatWaitsWithoutAThread(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait });
        Task<int> receiver = link.Right.RunAsync(() => Task.Run(async () => await link.Receiver.ReceiveAsync()));
        await AssertRefusedAndPassedOnAsync(link, receiver);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AReceiverThatWaitsForSeveral(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait });
        Task<int> receiver = link.Right.RunAsync(() => Task.Run(async () => await link.Receiver.ReceiveBatchAsync(new int[4])));
        await AssertRefusedAndPassedOnAsync(link, receiver);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task AReceiverThatWaitsWithItsThread(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait });
        Task<int> receiver = await Background.StartWaiting(() => link.Right.Run(() => link.Receiver.Receive(out int received) ? received : -1));
        await AssertRefusedAndPassedOnAsync(link, receiver);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task ASenderThatWaits(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait, Capacity = 1 });
        Vnet third = TestVnet.CreateBelow(link.Admin);
        link.Sender.Send(1);
        Task withThread = await Background.StartWaiting(() => link.Left.Run(() =>
        {
            link.Sender.Send(2);
            return 0;
        }));
        link.Admin.Run(() => link.Sender.PassTo(third));
        await Assert.ThrowsAsync<VnetPermissionException>(() => withThread.InTime());
        link.Admin.Run(() => link.Sender.PassTo(link.Left));
        Task without = link.Left.RunAsync(() => Task.Run(async () => await link.Sender.SendAsync(3)));
        await Task.Delay(20);
        link.Admin.Run(() => link.Sender.PassTo(third));
        await Assert.ThrowsAsync<VnetPermissionException>(() => without.InTime());
        Assert.True(link.Receiver.TryReceive(out int first));
        Assert.Equal(1, first);
        Assert.False(link.Receiver.TryReceive(out _));
    }

    [Fact]
    public async Task WhoIsAboveGoesOnWaiting()
    {
        await using Link<int> link = new(new WormholeOptions { Wait = WormholeWait.Park });
        Vnet third = TestVnet.CreateBelow(link.Admin);
        Task<int> receiver = link.Admin.RunAsync(() => Task.Run(async () => await link.Receiver.ReceiveAsync()));
        await Task.Delay(20);
        link.Admin.Run(() => link.Receiver.PassTo(third));
        await Task.Delay(20);
        Assert.False(receiver.IsCompleted);
        link.Sender.Send(7);
        Assert.Equal(7, await receiver.InTime());
    }

    [Fact]
    public async Task AReaderOfBytesAndOneOfFrames()
    {
        await using Link<int> link = new();
        Vnet third = TestVnet.CreateBelow(link.Admin);
        using ByteWormhole bytes = link.Admin.Run(() => Wormhole.OpenBytes(link.Left, link.Right));
        using FrameWormhole frames = link.Admin.Run(() => Wormhole.OpenFrames(link.Left, link.Right));
        Task reader = link.Right.RunAsync(() => Task.Run(async () => await bytes.Second.Input.ReadAsync()));
        Task receiver = link.Right.RunAsync(() => Task.Run(async () => await frames.Second.ReceiveAsync(new byte[10])));
        await Task.Delay(20);
        link.Admin.Run(() => bytes.Second.PassTo(third));
        link.Admin.Run(() => frames.Second.PassTo(third));
        await Assert.ThrowsAsync<VnetPermissionException>(() => reader.InTime());
        await Assert.ThrowsAsync<VnetPermissionException>(() => receiver.InTime());
    }

    private static async Task AssertRefusedAndPassedOnAsync(Link<int> link, Task receiver)
    {
        await Task.Delay(20);
        Vnet third = TestVnet.CreateBelow(link.Admin);
        link.Admin.Run(() => link.Receiver.PassTo(third));
        await Assert.ThrowsAsync<VnetPermissionException>(() => receiver.InTime());
        Task<int> next = third.RunAsync(() => Task.Run(async () => await link.Receiver.ReceiveAsync()));
        link.Left.Run(() => link.Sender.Send(5));
        Assert.Equal(5, await next.InTime());
    }
}
