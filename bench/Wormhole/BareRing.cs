namespace Vimage.Bench.Wormhole;

/// <summary>
/// Bytes through a ring that can do nothing else: nobody may wait but by polling, nothing ends, is limited, counted or permitted.
/// No more can be had, on the machine that it runs on, of anything that copies bytes once and has them read by another processor.
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
