namespace Vimage.Wormholes.Tests;

public sealed class LifetimeTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task WhatADestroyedVnetHadSentIsReceived_ThenTheStreamEnds(bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { ManySenders = manySenders });
        link.Sender.SendBatch([1, 2, 3]);
        Assert.True((await link.Left.DestroyAsync()).IsClean);
        Assert.Equal([1, 2, 3], await link.Receiver.ReceiveAllAsync().ToListAsync());
        Assert.False(link.Receiver.TryReceive(out _));
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await link.Receiver.ReceiveAsync());
        Assert.Throws<WormholeClosedException>(() => link.Sender.Send(4));
    }

    [Theory]
    [InlineData(WormholeWait.Hybrid)]
    [InlineData(WormholeWait.Park)]
    [InlineData(WormholeWait.BusyPoll)]
    public async Task AReceiverThatWaitsSeesTheEndWhenTheSendersVnetIsDestroyed(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait });
        Task<bool> receiver = await Background.StartWaiting(() => link.Receiver.Receive(out _));
        await link.Left.DestroyAsync();
        Assert.False(await receiver.InTime());
    }

    [Theory]
    [InlineData(WormholeWait.Hybrid)]
    [InlineData(WormholeWait.Park)]
    [InlineData(WormholeWait.BusyPoll)]
    public async Task ASenderThatWaitsFailsWhenTheReceiversVnetIsDestroyed(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait, Capacity = 1 });
        link.Sender.Send(1);
        Task<Exception?> sender = await Background.StartWaiting(() => Record.Exception(() => link.Sender.Send(2)));
        await link.Right.DestroyAsync();
        Assert.Equal(WormholeEndReason.VnetDestroyed, Assert.IsType<WormholeClosedException>(await sender.InTime()).Reason);
    }

    [Fact]
    public async Task ATeardownOfBothVnetsAtOnceIsClean()
    {
        for (int round = 0; round < 50; round++)
        {
            await using Link<int> link = new();
            link.Sender.Send(1);
            Task<VnetTeardownReport>[] reports =
            [
                Task.Run(async () => await link.Left.DestroyAsync()), Task.Run(async () => await link.Right.DestroyAsync()),
            ];
            Assert.All(await Task.WhenAll(reports), static report => Assert.True(report.IsClean));
            link.AssertNothingCharged();
        }
    }

    [Fact]
    public async Task AReceiverInTheDestroyedVnetIsTold()
    {
        await using Link<int> link = new();
        Task<Exception?> receiver = await Background.StartWaiting(() => link.Right.Run(() => Record.Exception(() => link.Receiver.Receive(out _))));
        await link.Right.DestroyAsync();
        Assert.IsType<WormholeClosedException>(await receiver.InTime());
    }

    [Fact]
    public async Task WhatAnEndHadNotReceivedWhenItWasClosedIsDropped()
    {
        await using Link<int> link = new();
        link.Sender.Send(1);
        link.Receiver.Dispose();
        Assert.True(link.Receiver.IsClosed);
        Assert.Throws<WormholeClosedException>(() => link.Receiver.TryReceive(out _));
        Assert.Throws<WormholeClosedException>(() => link.Receiver.ReceiveBatch(new int[1]));
        link.Receiver.Dispose();
        await link.Receiver.DisposeAsync();
    }

    [Fact]
    public async Task CompletingIsHalfAClose()
    {
        await using Link<int> link = new();
        link.Sender.Send(1);
        link.Sender.Complete();
        link.Sender.Complete();
        Assert.Equal(WormholeEndReason.Completed, Assert.Throws<WormholeClosedException>(() => link.Sender.Send(2)).Reason);
        Assert.Equal([1], await link.Receiver.ReceiveAllAsync().ToListAsync());
        link.Receiver.Send(3);
        Assert.Equal(3, await link.Sender.ReceiveAsync());
        Assert.False(link.Sender.IsClosed);
        Assert.Equal(WormholeState.Open, link.Wormhole.State);
    }
}
