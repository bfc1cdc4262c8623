using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Buffers that pass with their ownership: how long they are makes no difference.</summary>
internal static class Ownership
{
    private const int Count = 500_000;
    private const string Small = "wormhole-buffers-1k";

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Outcome outcome = Rounds.Run(
            effort,
            (Small, () => Pass(1 << 10)),
            ("wormhole-buffers-64k", () => Pass(64 << 10)),
            ("wormhole-buffers-1m", () => Pass(1 << 20)));
        return
        [
            outcome.Frequency(Small),
            outcome.Frequency("wormhole-buffers-64k", Small),
            outcome.Frequency("wormhole-buffers-1m", Small, Target.AtLeast(0.8)),
        ];
    }

    // Few at a time: no more memory than a pool keeps of the largest.
    private static double Pass(int size)
    {
        using Wormhole<WormholeBuffer> wormhole = Wormholes.Wormhole.Open<WormholeBuffer>(
            Sides.First, Sides.Second, new WormholeOptions { Capacity = 2 });
        return Sides.Time(
            Count,
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    WormholeBuffer buffer = WormholeBuffer.Rent(size);
                    buffer.Span[0] = (byte)i;
                    wormhole.First.Send(buffer);
                }
            },
            () =>
            {
                for (int i = 0; i < Count; i++)
                {
                    _ = wormhole.Second.Receive(out WormholeBuffer buffer);
                    if (buffer.Span[0] != (byte)i)
                    {
                        throw new InvalidOperationException("Another buffer came.");
                    }

                    buffer.Dispose();
                }
            });
    }
}
