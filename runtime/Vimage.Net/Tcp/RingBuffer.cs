using System.Buffers;

namespace Vimage.Net;

/// <summary>The bytes that are to be sent and those that may have to be sent again, in order. Grows as it fills, to any limit of its user's.</summary>
internal sealed class RingBuffer
{
    private const int MinCapacity = 4096;

    private byte[] _bytes = [];
    private int _start;

    /// <summary>Gets the number of bytes.</summary>
    internal int Count { get; private set; }

    internal void Append(ReadOnlySpan<byte> bytes)
    {
        if (Count + bytes.Length > _bytes.Length)
        {
            Grow(Count + bytes.Length);
        }

        int end = (_start + Count) & (_bytes.Length - 1);
        int first = Math.Min(bytes.Length, _bytes.Length - end);
        bytes[..first].CopyTo(_bytes.AsSpan(end));
        bytes[first..].CopyTo(_bytes);
        Count += bytes.Length;
    }

    /// <summary>Copies bytes from somewhere in the middle.</summary>
    internal void CopyTo(int offset, Span<byte> target)
    {
        int start = (_start + offset) & (_bytes.Length - 1);
        int first = Math.Min(target.Length, _bytes.Length - start);
        _bytes.AsSpan(start, first).CopyTo(target);
        _bytes.AsSpan(0, target.Length - first).CopyTo(target[first..]);
    }

    /// <summary>Forgets bytes from the start.</summary>
    internal void Discard(int count)
    {
        _start = (_start + count) & (_bytes.Length - 1);
        Count -= count;
    }

    /// <summary>Forgets all, and gives the memory back.</summary>
    internal void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _start = 0;
        Count = 0;
    }

    private void Grow(int needed)
    {
        // The pool's arrays of such a size are of just that size, a power of two.
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(MinCapacity, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)needed)));
        int count = Count;
        CopyTo(0, larger.AsSpan(0, count));
        Clear();
        _bytes = larger;
        Count = count;
    }
}
