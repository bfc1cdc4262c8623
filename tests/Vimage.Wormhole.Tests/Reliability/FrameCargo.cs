namespace Vimage.Wormholes.Tests;

/// <summary>Frames of all lengths, each with its number.</summary>
internal sealed class FrameCargo(WormholeFrameEnd first, WormholeFrameEnd to) : Cargo(first, to)
{
    private readonly byte[] _received = new byte[to.MaxLength];
    private long _sent;
    private long _seen;

    internal override long Sent => _sent;

    internal override long Seen => _seen;

    internal override bool SendNext(Random random)
    {
        WormholeFrameEnd from = (WormholeFrameEnd)From;
        byte[] frame = new byte[random.Next(sizeof(long), from.MaxLength + 1)];
        frame.AsSpan().Fill((byte)frame.Length);
        BitConverter.TryWriteBytes(frame, _sent++);
        if (random.Next(2) == 0)
        {
            from.Send(frame);
        }
        else
        {
            from.SendAsync(frame).AsTask().GetAwaiter().GetResult();
        }

        return true;
    }

    internal override bool ReceiveNext(Random random)
    {
        int length = random.Next(2) == 0 ? to.Receive(_received) : Wait(to.ReceiveAsync(_received));
        if (length == 0)
        {
            return false;
        }

        if (BitConverter.ToInt64(_received) != _seen || _received.AsSpan(sizeof(long), length - sizeof(long)).ContainsAnyExcept((byte)length))
        {
            Fail($"Frame {BitConverter.ToInt64(_received)} of {length} bytes", _seen);
        }

        _seen++;
        return true;
    }
}
