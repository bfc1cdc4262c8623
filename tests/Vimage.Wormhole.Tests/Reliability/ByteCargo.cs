using System.Buffers;
using System.IO.Pipelines;

namespace Vimage.Wormholes.Tests;

/// <summary>Bytes, written and read in all the ways that pipes and streams have.</summary>
internal sealed class ByteCargo(WormholePipe first, WormholePipe to) : Cargo(first, to)
{
    private readonly byte[] _buffer = new byte[700];
    private long _sent;
    private long _consumed;
    private long _seen;

    internal override long Sent => _sent;

    internal override long Seen => _seen;

    internal override bool SendNext(Random random)
    {
        WormholePipe from = (WormholePipe)From;
        byte[] next = new byte[random.Next(1, _buffer.Length / 2)];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = At(_sent++);
        }

        switch (random.Next(3))
        {
            case 0:
                from.AsStream().Write(next);
                return true;
            case 1:
                next.CopyTo(from.Output.GetMemory(next.Length));
                from.Output.Advance(next.Length);
                return !Wait(from.Output.FlushAsync()).IsCompleted;
            default:
                return !Wait(from.Output.WriteAsync(next)).IsCompleted;
        }
    }

    internal override bool ReceiveNext(Random random)
    {
        if (random.Next(3) == 0)
        {
            int count = to.AsStream().Read(_buffer.AsSpan(0, random.Next(1, _buffer.Length)));
            Check(new ReadOnlySequence<byte>(_buffer, 0, count));
            _consumed += count;
            return count > 0;
        }

        ReadResult result = Wait(to.Input.ReadAsync());
        Check(result.Buffer);
        long taken = result.IsCompleted ? result.Buffer.Length : random.NextInt64(result.Buffer.Length + 1);
        SequencePosition consumed = result.Buffer.GetPosition(taken);
        to.Input.AdvanceTo(consumed, random.Next(2) == 0 ? consumed : result.Buffer.End);
        _consumed += taken;
        return !result.IsCompleted || taken > 0;
    }

    // A prime number of different ones: no shift by a power of two looks right.
    private static byte At(long position) => (byte)(position % 251);

    private void Check(ReadOnlySequence<byte> bytes)
    {
        long position = _consumed;
        foreach (ReadOnlyMemory<byte> segment in bytes)
        {
            foreach (byte each in segment.Span)
            {
                if (each != At(position))
                {
                    Fail($"Byte {each}", position);
                }

                position++;
            }
        }

        _seen = Math.Max(_seen, position);
    }
}
