using System.Runtime.CompilerServices;

namespace Vimage.Wormholes.Tests;

public sealed class WormholeBufferTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ABufferIsPassedOnWithoutACopy(bool manySenders)
    {
        Link<WormholeBuffer> link = new(new WormholeOptions { ManySenders = manySenders });
        WormholeBuffer sent = WormholeBuffer.Rent(1000);
        sent.Span.Fill(7);
        ref byte bytes = ref sent.Span[0];
        link.Sender.Send(sent);
        Assert.True(link.Receiver.TryReceive(out WormholeBuffer received));
        Assert.Equal(1000, received.Length);
        Assert.True(received.IsOwned);
        Assert.True(Unsafe.AreSame(ref bytes, ref received.Span[0]));
        Assert.Equal(1000, link.Wormhole.Forward.SentBytes);
        received.Dispose();
    }

    [Fact]
    public void UsingASentBufferIsAnError()
    {
        Link<WormholeBuffer> link = new();
        WormholeBuffer sent = WormholeBuffer.Rent(10);
        WormholeBuffer copy = sent;
        link.Sender.Send(sent);
        Assert.False(sent.IsOwned);
        Assert.Throws<ObjectDisposedException>(() => sent.Span[0]);
        Assert.Throws<ObjectDisposedException>(() => copy.Memory);
        Assert.Throws<ObjectDisposedException>(() => sent.WithLength(1));
        Assert.Throws<InvalidOperationException>(() => link.Sender.Send(copy));
        Assert.Throws<InvalidOperationException>(() => link.Sender.TrySendBatch([WormholeBuffer.Rent(1), sent]));
        sent.Dispose();
        Assert.True(link.Receiver.TryReceive(out WormholeBuffer received));
        Assert.True(received.IsOwned);
        Assert.Equal(1, link.Wormhole.Forward.Sent);
    }

    [Fact]
    public void ABufferThatIsTwiceInABatchIsAnError_AndIsNotSent()
    {
        Link<WormholeBuffer> link = new();
        WormholeBuffer twice = WormholeBuffer.Rent(10);
        Record.Exception(() => link.Sender.TrySendBatch([twice, twice]));
        while (link.Receiver.TryReceive(out WormholeBuffer received))
        {
            // Whatever is received is the receiver's to use.
            Assert.True(received.IsOwned);
        }
    }

    [Fact]
    public void NoneIsAnError()
    {
        Link<WormholeBuffer> link = new();
        Assert.Throws<InvalidOperationException>(() => link.Sender.Send(default));
        Assert.Throws<ObjectDisposedException>(() => default(WormholeBuffer).Span.Length);
        default(WormholeBuffer).Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ARefusedBufferStaysItsOwners(bool manySenders)
    {
        await using Link<WormholeBuffer> link = new(new WormholeOptions { Capacity = 1, ManySenders = manySenders });
        link.Sender.Send(WormholeBuffer.Rent(1));
        WormholeBuffer kept = WormholeBuffer.Rent(10);
        Assert.False(link.Sender.TrySend(kept));
        using CancellationTokenSource cancellation = new();
        ValueTask send = link.Sender.SendAsync(kept, cancellation.Token);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(send.AsTask().InTime);
        Assert.True(kept.IsOwned);
        link.Wormhole.Revoke();
        Assert.Throws<WormholeRevokedException>(() => link.Sender.TrySend(kept));
        Assert.True(kept.IsOwned);
        kept.Span[9] = 1;
        kept.Dispose();
        Assert.False(kept.IsOwned);
    }

    [Fact]
    public void ABatchPassesOnWhatWasAcceptedAndNoMore()
    {
        Link<WormholeBuffer> link = new(new WormholeOptions { Capacity = 2 });
        WormholeBuffer[] batch = [.. Enumerable.Range(1, 3).Select(WormholeBuffer.Rent)];
        Assert.Equal(2, link.Sender.TrySendBatch(batch));
        Assert.Equal([false, false, true], batch.Select(static each => each.IsOwned));
        WormholeBuffer[] received = new WormholeBuffer[3];
        Assert.Equal(2, link.Receiver.TryReceiveBatch(received));
        Assert.Equal([1, 2], received.Take(2).Select(static each => each.Length));
        Assert.All(received.Take(2), static each => Assert.True(each.IsOwned));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void UndeliveredOnesGoBackToThePool(bool manySenders)
    {
        // Of a size that no other test uses.
        const int Length = 3 << 20;
        Link<WormholeBuffer> link = new(new WormholeOptions { ManySenders = manySenders });
        WormholeBuffer undelivered = WormholeBuffer.Rent(Length);
        ref byte bytes = ref undelivered.Span[0];
        link.Sender.Send(undelivered);
        link.Receiver.Dispose();
        Assert.True(IsPooled(Length, ref bytes));
    }

    [Fact]
    public void UndeliveredOnesGoBackToThePoolFromTheEndOfACollapsedChain()
    {
        const int Length = 5 << 20;
        Vnet admin = TestVnet.CreateParent();
        Vnet left = TestVnet.CreateBelow(admin);
        Vnet right = TestVnet.CreateBelow(admin);
        Wormhole<WormholeBuffer> one = admin.Run(() => Wormhole.Open<WormholeBuffer>(left, admin));
        Wormhole<WormholeBuffer> other = admin.Run(() => Wormhole.Open<WormholeBuffer>(admin, right));
        WormholeBuffer undelivered = WormholeBuffer.Rent(Length);
        ref byte bytes = ref undelivered.Span[0];
        one.First.Send(undelivered);
        admin.Run(() => Wormhole.Collapse(one, other));
        other.Second.Dispose();
        Assert.True(IsPooled(Length, ref bytes));
    }

    [Fact]
    public void ADisposedBufferIsUsedAgain_ByAnotherHandle()
    {
        const int Length = 10 << 20;
        WormholeBuffer first = WormholeBuffer.Rent(Length);
        ref byte bytes = ref first.Span[0];
        first.Dispose();
        first.Dispose();
        WormholeBuffer second = WormholeBuffer.Rent(Length);
        Assert.True(Unsafe.AreSame(ref bytes, ref second.Span[0]));
        Assert.False(first.IsOwned);
        Assert.NotEqual(first, second);
        first.Dispose();
        Assert.True(second.IsOwned);
        second.Dispose();
    }

    [Fact]
    public void AShorterOneIsTheSame()
    {
        WormholeBuffer buffer = WormholeBuffer.Rent(100);
        WormholeBuffer shorter = buffer.WithLength(10);
        Assert.Equal(10, shorter.Span.Length);
        Assert.Throws<ArgumentOutOfRangeException>(() => shorter.WithLength(11));
        shorter.Dispose();
        Assert.False(buffer.IsOwned);
        Assert.Throws<ArgumentOutOfRangeException>(() => WormholeBuffer.Rent(-1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(1 << 24)]
    [InlineData((1 << 24) + 1)]
    public void ABufferIsAsLongAsWanted(int length)
    {
        using WormholeBuffer buffer = WormholeBuffer.Rent(length);
        Assert.Equal(length, buffer.Span.Length);
        Assert.Equal(length, buffer.Memory.Length);
    }

    // Those that the pool has of the length are taken from it, and given back.
    private static bool IsPooled(int length, ref byte bytes)
    {
        List<WormholeBuffer> rented = [];
        bool isFound = false;
        while (rented.Count < 20 && !isFound)
        {
            rented.Add(WormholeBuffer.Rent(length));
            isFound = Unsafe.AreSame(ref bytes, ref rented[^1].Span[0]);
        }

        rented.ForEach(static each => each.Dispose());
        return isFound;
    }
}
