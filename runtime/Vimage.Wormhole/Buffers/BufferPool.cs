using System.Collections.Concurrent;
using System.Numerics;

namespace Vimage.Wormholes;

/// <summary>
/// Buffers that nobody has, by size. They are rented by one thread and returned by another, for which the pool of the framework, with
/// its caches for each thread, is not made.
/// </summary>
internal static class BufferPool
{
    private const int SmallestBits = 8;
    private const int LargestBits = 24;
    private const long KeptBytesOfASize = 4 << 20;

    private static readonly ConcurrentQueue<BufferBlock>[] s_free = [.. Enumerable.Range(SmallestBits, LargestBits - SmallestBits + 1).Select(_ => new ConcurrentQueue<BufferBlock>())];

    internal static BufferBlock Rent(int length)
    {
        int bits = Math.Max(SmallestBits, 32 - BitOperations.LeadingZeroCount((uint)Math.Max(0, length - 1)));
        if (bits > LargestBits)
        {
            return new BufferBlock(length);
        }

        return s_free[bits - SmallestBits].TryDequeue(out BufferBlock? block) ? block : new BufferBlock(1 << bits);
    }

    internal static void Return(BufferBlock block)
    {
        int bits = BitOperations.Log2((uint)block.Bytes.Length);
        if (bits > LargestBits || !BitOperations.IsPow2(block.Bytes.Length))
        {
            return;
        }

        ConcurrentQueue<BufferBlock> free = s_free[bits - SmallestBits];
        if ((long)free.Count << bits < Math.Max(KeptBytesOfASize, 2L << bits))
        {
            free.Enqueue(block);
        }
    }
}
