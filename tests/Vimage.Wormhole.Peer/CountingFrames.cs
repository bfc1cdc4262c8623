namespace Vimage.Wormholes.Tests;

/// <summary>Frames of all lengths, each with its number, and filled with what follows from it.</summary>
internal sealed class CountingFrames(WormholeFrameEnd end) : Counting
{
    private readonly byte[] _sent = new byte[end.MaxLength];
    private readonly byte[] _received = new byte[end.MaxLength];

    internal override int PieceSize => 1;

    private protected override async ValueTask<int> SendNextAsync(long next)
    {
        Memory<byte> frame = _sent.AsMemory(0, LengthOf(next));
        frame.Span.Fill((byte)next);
        BitConverter.TryWriteBytes(frame.Span, next);
        await end.SendAsync(frame);
        return 1;
    }

    private protected override async ValueTask<int> ReceiveNextAsync()
    {
        int length = await end.ReceiveAsync(_received);
        if (length == 0)
        {
            return 0;
        }

        Demand(
            length == LengthOf(Received)
                && BitConverter.ToInt64(_received) == Received
                && !_received.AsSpan(sizeof(long), length - sizeof(long)).ContainsAnyExcept((byte)Received),
            $"A frame of {length} bytes");
        return 1;
    }

    private int LengthOf(long number) => sizeof(long) + (int)(number * 37 % (_sent.Length - sizeof(long)));
}
