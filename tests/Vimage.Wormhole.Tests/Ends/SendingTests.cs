namespace Vimage.Wormholes.Tests;

public sealed class SendingTests
{
    public static TheoryData<int, bool> Capacities => new() { { 1, false }, { 1, true }, { 2, false }, { 2, true }, { 8, false }, { 8, true } };

    [Theory]
    [MemberData(nameof(Capacities))]
    public void AsManyAreAcceptedAsItHolds(int capacity, bool manySenders)
    {
        Link<int> link = new(new WormholeOptions { Capacity = capacity, ManySenders = manySenders });
        for (int round = 0; round < 5; round++)
        {
            for (int i = 0; i < capacity; i++)
            {
                Assert.True(link.Sender.TrySend(i));
            }

            Assert.False(link.Sender.TrySend(-1));
            Assert.Equal(0, link.Sender.TrySendBatch([-1]));
            for (int i = 0; i < capacity; i++)
            {
                Assert.True(link.Receiver.TryReceive(out int message));
                Assert.Equal(i, message);
            }

            Assert.False(link.Receiver.TryReceive(out _));
        }
    }

    [Theory]
    [MemberData(nameof(Capacities))]
    public void BatchesGoAcrossTheEndOfTheRing(int capacity, bool manySenders)
    {
        Link<int> link = new(new WormholeOptions { Capacity = capacity, ManySenders = manySenders });
        int sent = 0;
        int received = 0;
        int[] buffer = new int[capacity + 1];
        for (int round = 0; round < 50; round++)
        {
            int wanted = 1 + (round % (capacity + 1));
            int accepted = link.Sender.TrySendBatch([.. Enumerable.Range(sent, wanted)]);
            Assert.Equal(Math.Min(wanted, capacity - (sent - received)), accepted);
            sent += accepted;
            int room = 1 + (round * 3 % (capacity + 1));
            int count = link.Receiver.TryReceiveBatch(buffer.AsSpan(0, room));
            Assert.Equal(Math.Min(room, sent - received), count);
            Assert.Equal(Enumerable.Range(received, count), buffer.Take(count));
            received += count;
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABatchThatIsLongerThanTheRingIsSentInParts(bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { Capacity = 4, ManySenders = manySenders });
        Task sender = link.Sender.SendBatchAsync(Enumerable.Range(0, 1000).ToArray()).AsTask();
        int[] received = new int[1000];
        for (int count = 0; count < received.Length;)
        {
            count += await link.Receiver.ReceiveBatchAsync(received.AsMemory(count)).AsTask().InTime();
        }

        await sender.InTime();
        Assert.Equal(Enumerable.Range(0, 1000), received);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ABatchOfNoneIsSentAtOnce_AndARoomForNoneIsRefused(bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { ManySenders = manySenders });
        link.Sender.SendBatch([]);
        await link.Sender.SendBatchAsync(ReadOnlyMemory<int>.Empty).AsTask().InTime();
        link.Sender.Send(1);
        Assert.Equal(0, link.Receiver.TryReceiveBatch([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => link.Receiver.ReceiveBatch([]));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await link.Receiver.ReceiveBatchAsync(Memory<int>.Empty));
    }

    [Fact]
    public async Task TwoSendersAtOnceAreDetected_WhereThereIsToBeOne()
    {
        await using Link<int> link = new(new WormholeOptions { Capacity = 1 << 16 });
        Task<bool>[] senders = [.. Enumerable.Range(0, 4).Select(_ => Background.Start(() => IsDetected(() => link.Sender.TrySend(1), link)))];
        Task receiver = Background.Start(() =>
        {
            int[] received = new int[100];
            while (link.Receiver.ReceiveBatch(received) > 0)
            {
            }
        });
        Assert.Contains(true, await Task.WhenAll(senders).InTime());
        link.Sender.Dispose();
        await receiver.InTime();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TwoReceiversAtOnceAreDetected(bool manySenders)
    {
        await using Link<int> link = new(new WormholeOptions { ManySenders = manySenders });
        Task<bool>[] receivers = [.. Enumerable.Range(0, 4).Select(_ => Background.Start(() => IsDetected(() => link.Receiver.TryReceive(out int _), link)))];
        Assert.Contains(true, await Task.WhenAll(receivers).InTime());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    public async Task FourSendersAtOnceAreEachReceivedInTheirOwnOrder(int capacity)
    {
        await using Link<Numbered> link = new(new WormholeOptions { ManySenders = true, Capacity = capacity });
        Task[] senders = [.. Enumerable.Range(0, 4).Select(id => Background.Start(() =>
        {
            for (int i = 0; i < 5000; i++)
            {
                link.Sender.Send(new Numbered(id, i));
            }
        }))];
        long[] next = new long[4];
        for (int i = 0; i < 20_000; i++)
        {
            Numbered message = await link.Receiver.ReceiveAsync().AsTask().InTime();
            Assert.Equal(next[message.Producer]++, message.Number);
        }

        await Task.WhenAll(senders).InTime();
        Assert.False(link.Receiver.TryReceive(out _));
    }

    // Most of them are: so it is tried until one is.
    private static bool IsDetected(Func<bool> act, Link<int> link)
    {
        try
        {
            for (int i = 0; i < 50_000_000 && link.Wormhole.State == WormholeState.Open; i++)
            {
                act();
            }
        }
        catch (InvalidOperationException)
        {
            link.Wormhole.Pause();
            return true;
        }

        return false;
    }
}
