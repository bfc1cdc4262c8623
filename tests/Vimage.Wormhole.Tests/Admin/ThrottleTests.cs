namespace Vimage.Wormholes.Tests;

public sealed class ThrottleTests
{
    private readonly VirtualTimeProvider _time = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoMoreMessagesAreAcceptedThanTheRateAllows(bool manySenders)
    {
        Link<int> link = new(new WormholeOptions { ManySenders = manySenders, Throttle = new() { MessagesPerSecond = 100 } }, _time);
        Assert.Equal(10, SendAll(link.Sender));
        for (int second = 0; second < 3; second++)
        {
            int accepted = 0;
            for (int tenth = 0; tenth < 10; tenth++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(100));
                accepted += SendAll(link.Sender);
            }

            Assert.InRange(accepted, 99, 101);
        }
    }

    [Fact]
    public void WhatIsNotUsedIsKeptForATenthOfASecond()
    {
        Link<int> link = new(new WormholeOptions { Throttle = new() { MessagesPerSecond = 100 } }, _time);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10, SendAll(link.Sender));
    }

    [Fact]
    public void BytesAreLimitedByTheSizeOfMessages()
    {
        Link<long> link = new(new WormholeOptions { Throttle = new() { BytesPerSecond = 800 } }, _time);
        Assert.Equal(10, link.Sender.TrySendBatch(new long[100]));
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.Equal(5, link.Sender.TrySendBatch(new long[100]));
    }

    [Fact]
    public void ABufferThatIsLongerThanWhatIsKeptGoesThrough_AndThoseAfterItWaitForIt()
    {
        Link<WormholeBuffer> link = new(new WormholeOptions { Throttle = new() { BytesPerSecond = 1000 } }, _time);
        Assert.True(link.Sender.TrySend(WormholeBuffer.Rent(1000)));
        _time.Advance(TimeSpan.FromMilliseconds(800));
        WormholeBuffer next = WormholeBuffer.Rent(1);
        Assert.False(link.Sender.TrySend(next));
        Assert.True(next.IsOwned);
        _time.Advance(TimeSpan.FromMilliseconds(150));
        Assert.True(link.Sender.TrySend(next));
    }

    [Fact]
    public void OfBytesTheWritesAreCounted()
    {
        Link<int> link = new(time: _time);
        using ByteWormhole bytes = link.Admin.Run(
            () => Wormhole.OpenBytes(link.Left, link.Right, new WormholeOptions { Throttle = new() { MessagesPerSecond = 100 } }));
        link.Left.Run(() => Assert.All(Enumerable.Range(0, 10), _ => Assert.True(bytes.First.Output.WriteAsync(new byte[1000]).AsTask().IsCompleted)));
        Assert.False(link.Left.Run(() => bytes.First.Output.WriteAsync(new byte[1000]).AsTask()).IsCompleted);
        Assert.Equal(10_000, bytes.Forward.SentBytes);
    }

    [Fact]
    public void BytesAreLimitedInEachForm()
    {
        Link<int> link = new(time: _time);
        WormholeOptions options = new() { Throttle = new() { BytesPerSecond = 10_000 } };
        using ByteWormhole bytes = link.Admin.Run(() => Wormhole.OpenBytes(link.Left, link.Right, options));
        Assert.False(link.Left.Run(() => bytes.First.Output.WriteAsync(new byte[5000]).AsTask()).IsCompleted);
        Assert.Equal(1000, bytes.Forward.SentBytes);
        using FrameWormhole frames = link.Admin.Run(() => Wormhole.OpenFrames(link.Left, link.Right, options));
        link.Left.Run(() => Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => frames.First.TrySend(new byte[100]))));
    }

    [Fact]
    public void EachDirectionIsLimitedByItself()
    {
        Link<int> link = new(new WormholeOptions { Throttle = new() { MessagesPerSecond = 100 } }, _time);
        Assert.Equal(10, SendAll(link.Sender));
        Assert.Equal(10, SendAll(link.Receiver));
    }

    [Theory]
    [InlineData(WormholeWait.Park)]
    [InlineData(WormholeWait.Hybrid)]
    public async Task ASenderThatWaitsIsWokenInTime(WormholeWait wait)
    {
        await using Link<int> link = new(new WormholeOptions { Wait = wait, Throttle = new() { MessagesPerSecond = 10 } }, _time);
        SendAll(link.Sender);
        ValueTask parked = link.Sender.SendAsync(1);
        _time.Advance(TimeSpan.FromMilliseconds(50));
        Assert.False(parked.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(51));
        await parked.AsTask().InTime();
    }

    [Fact]
    public async Task AHigherRateAndNoneWakeThoseWhoWait()
    {
        await using Link<int> link = new(new WormholeOptions { Throttle = new() { MessagesPerSecond = 1 } }, _time);
        SendAll(link.Sender);
        ValueTask parked = link.Sender.SendAsync(1);
        link.Wormhole.Throttle(new() { MessagesPerSecond = 1000 });
        await parked.AsTask().InTime();
        SendAll(link.Sender);
        ValueTask another = link.Sender.SendAsync(1);
        link.Wormhole.Throttle(default);
        await another.AsTask().InTime();
        Assert.Equal(1000, link.Sender.TrySendBatch(new int[1000]));
    }

    [Fact]
    public async Task AThrottledOneEndsAsAnyOther()
    {
        await using Link<int> link = new(new WormholeOptions { Throttle = new() { MessagesPerSecond = 1 } }, _time);
        SendAll(link.Sender);
        ValueTask parked = link.Sender.SendAsync(1);
        link.Receiver.Dispose();
        await Assert.ThrowsAsync<WormholeClosedException>(parked.AsTask().InTime);
        Assert.Throws<ArgumentOutOfRangeException>(() => link.Wormhole.Throttle(new() { BytesPerSecond = -1 }));
    }

    private static int SendAll(WormholeEnd<int> end)
    {
        int count = 0;
        while (end.TrySend(count))
        {
            count++;
        }

        return count;
    }
}
