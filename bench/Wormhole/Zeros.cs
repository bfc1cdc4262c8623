using System.Buffers;

namespace Vimage.Bench.Wormhole;

/// <summary>The bytes that are sent, of which each receiver looks at every one: otherwise they might never come to its processor.</summary>
internal static class Zeros
{
    internal static void Expect(ReadOnlySequence<byte> bytes)
    {
        foreach (ReadOnlyMemory<byte> segment in bytes)
        {
            Expect(segment.Span);
        }
    }

    internal static void Expect(ReadOnlySpan<byte> bytes)
    {
        if (bytes.ContainsAnyExcept((byte)0))
        {
            throw new InvalidOperationException("A byte came that nobody has sent.");
        }
    }
}
