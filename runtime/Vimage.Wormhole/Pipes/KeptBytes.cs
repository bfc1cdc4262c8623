using System.Buffers;

namespace Vimage.Wormholes;

/// <summary>Bytes that a reader has examined, does not consume yet, and that had to leave the ring.</summary>
internal sealed class KeptBytes
{
    private byte[] _bytes = [];
    private int _start;

    internal int Length { get; private set; }

    internal ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(_start, Length);

    internal void Add(ReadOnlySpan<byte> bytes)
    {
        if (_start + Length + bytes.Length > _bytes.Length)
        {
            Grow(Length + bytes.Length);
        }

        bytes.CopyTo(_bytes.AsSpan(_start + Length));
        Length += bytes.Length;
    }

    internal void Consume(int count)
    {
        _start += count;
        Length -= count;
        if (Length == 0)
        {
            Clear();
        }
    }

    internal void Clear()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = [];
        _start = 0;
        Length = 0;
    }

    private void Grow(int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(length, 2 * _bytes.Length));
        Bytes.CopyTo(larger);
        int kept = Length;
        Clear();
        _bytes = larger;
        Length = kept;
    }
}
