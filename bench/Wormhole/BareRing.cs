namespace Vimage.Bench.Wormhole;

/// <summary>
/// Bytes through a ring that can do nothing else: nobody may wait but by polling, nothing ends, is limited, counted or permitted.
/// Beside it one sees what of a wormhole's figure is the machine's: copying, and having it read by another processor. It is no upper
/// bound; what is best in a ring's size and in the reader's prefetching differs from machine to machine.
/// </summary>
internal static class BareRing
{
    // As much in flight as the wormhole has.
    private const int Capacity = 1 << 20;

    // The neighbour of a line is fetched with it.
    private const int Line = 128 / sizeof(long);

    internal static double Move(int writeSize, long count, bool isLooking)
    {
        byte[] ring = GC.AllocateUninitializedArray<byte>(Capacity, pinned: true);
        long[] positions = new long[4 * Line];
        return Sides.Time(
            count,
            () =>
            {
                byte[] bytes = new byte[writeSize];
                for (long sent = 0; sent < count; sent += writeSize)
                {
                    while (sent + writeSize - Volatile.Read(ref positions[2 * Line]) > Capacity)
                    {
                    }

                    bytes.CopyTo(ring.AsSpan((int)(sent % Capacity), writeSize));
                    Volatile.Write(ref positions[Line], sent + writeSize);
                }
            },
            () =>
            {
                for (long received = 0; received < count; received += writeSize)
                {
                    while (Volatile.Read(ref positions[Line]) == received)
                    {
                    }

                    if (isLooking)
                    {
                        Zeros.Expect(ring.AsSpan((int)(received % Capacity), writeSize));
                    }

                    Volatile.Write(ref positions[2 * Line], received + writeSize);
                }
            });
    }
}
