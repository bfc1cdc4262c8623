using System.Runtime.InteropServices;

namespace Vimage.Wormholes.Tests;

/// <summary>Of what another process has written over the rings, each caller is told, each time; nobody falls or hangs.</summary>
public sealed class DamageTests : IDisposable
{
    private const int GoToStart = -1;

    private readonly RoguePeer _peer = new();
    private readonly byte[] _buffer = new byte[100];

    public static TheoryData<long> Nonsense => [-1, 4097, 1L << 40, long.MinValue, long.MaxValue];

    public void Dispose() => _peer.Dispose();

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task AReceiverIsToldOfAPosition(long position)
    {
        (SharedWormhole<WormholePipe> bytes, SharedRings ring) = await _peer.OpenBytesAsync();
        (SharedWormhole<WormholeFrameEnd> frames, SharedRings frameRing) = await _peer.OpenFramesAsync();
        ring.Outgoing.Header.Sender.Position = position;
        frameRing.Outgoing.Header.Sender.Position = position;
        await AssertToldAsync(bytes, ring, () => bytes.End.AsStream().ReadExactly(_buffer));
        await AssertToldAsync(frames, frameRing, () => frames.End.Receive(_buffer));
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public async Task ASenderIsToldOfAPosition(long position)
    {
        (SharedWormhole<WormholePipe> bytes, SharedRings ring) = await _peer.OpenBytesAsync();
        (SharedWormhole<WormholeFrameEnd> frames, SharedRings frameRing) = await _peer.OpenFramesAsync();

        // It has received more than there was, or has far to go.
        ring.Incoming.Header.Receiver.Position = -position;
        frameRing.Incoming.Header.Receiver.Position = -position;
        await AssertToldAsync(bytes, ring, () => bytes.End.AsStream().Write(_buffer));
        await AssertToldAsync(frames, frameRing, () => frames.End.Send(_buffer));
    }

    [Fact]
    public async Task ThoseWhoWaitAreTold()
    {
        (SharedWormhole<WormholePipe> bytes, SharedRings ring) = await _peer.OpenBytesAsync();
        (SharedWormhole<WormholeFrameEnd> frames, SharedRings frameRing) = await _peer.OpenFramesAsync();
        bytes.End.Wait = WormholeWait.Park;
        frames.End.Wait = WormholeWait.Park;
        Task[] waiting =
        [
            bytes.End.AsStream().ReadAsync(_buffer).AsTask(),
            bytes.End.AsStream().WriteAsync(new byte[10_000]).AsTask(),
            frames.End.ReceiveAsync(_buffer).AsTask(),
            SendUntilFullAsync(frames.End),
        ];
        foreach (SharedRings each in new[] { ring, frameRing })
        {
            each.Outgoing.Header.Sender.Position = -1;
            each.Incoming.Header.Receiver.Position = -1;
            each.Outgoing.Alert();
        }

        foreach (Task each in waiting)
        {
            await Assert.ThrowsAsync<InvalidDataException>(each.InTime);
        }

        Close(bytes, ring);
        Close(frames, frameRing);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-2, 0)]
    [InlineData(int.MaxValue, 0)]
    [InlineData(2045, 0)]
    [InlineData(61, 0)]
    [InlineData(GoToStart, 4092)]
    public async Task AReceiverIsToldOfTheLengthOfAFrame(int length, long start)
    {
        (SharedWormhole<WormholeFrameEnd> frames, SharedRings ring) = await _peer.OpenFramesAsync();
        MemoryMarshal.Write(ring.Outgoing.Bytes.Span[(int)start..], length);
        ring.Outgoing.Header.Receiver.Position = start;
        ring.Outgoing.Header.Sender.Position = start + 64;
        await AssertToldAsync(frames, ring, () => frames.End.Receive(_buffer));
    }

    private static async Task SendUntilFullAsync(WormholeFrameEnd end)
    {
        byte[] frame = new byte[end.MaxLength];
        while (true)
        {
            await end.SendAsync(frame);
        }
    }

    private static async Task AssertToldAsync(Wormhole wormhole, SharedRings ring, Action act)
    {
        await Assert.ThrowsAsync<InvalidDataException>(Background.Start(act).InTime);
        await Assert.ThrowsAsync<InvalidDataException>(Background.Start(act).InTime);
        Close(wormhole, ring);
    }

    private static void Close(Wormhole wormhole, SharedRings ring)
    {
        wormhole.Dispose();
        Assert.Equal(WormholeState.Closed, wormhole.State);
        ring.Dispose();
    }
}
