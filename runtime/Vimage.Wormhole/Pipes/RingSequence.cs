using System.Buffers;

namespace Vimage.Wormholes;

/// <summary>Makes sequences of up to three pieces, again and again from the same segments.</summary>
internal sealed class RingSequence
{
    private readonly Segment[] _segments = [new(), new(), new()];

    internal ReadOnlySequence<byte> Of(ReadOnlyMemory<byte> kept, ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        if (kept.IsEmpty && second.IsEmpty)
        {
            return new ReadOnlySequence<byte>(first);
        }

        _segments[0].Set(kept, 0, _segments[1]);
        _segments[1].Set(first, kept.Length, _segments[2]);
        _segments[2].Set(second, kept.Length + first.Length, null);
        return new ReadOnlySequence<byte>(_segments[0], 0, _segments[2], second.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        internal void Set(ReadOnlyMemory<byte> memory, long runningIndex, Segment? next)
        {
            Memory = memory;
            RunningIndex = runningIndex;
            Next = next;
        }
    }
}
