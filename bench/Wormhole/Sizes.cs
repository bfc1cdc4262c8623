using System.Globalization;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Wormhole;

/// <summary>Bytes by the size of the writes: what the plot of docs/wormholes.md is drawn from.</summary>
internal static class Sizes
{
    private const long MaxCount = 256L << 20;
    private const int MaxWrites = 100_000;

    internal static IReadOnlyList<int> All { get; } = [64, 1 << 10, 16 << 10, 64 << 10, 256 << 10];

    internal static string Id(string contender, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"{contender}-by-{size}");

    internal static IEnumerable<Row> Run(Effort effort)
    {
        foreach (int size in All)
        {
            long count = Math.Min(MaxCount, (long)size * MaxWrites);
            string socket = Id("socket-loopback", size);
            string pipelines = Id("pipelines", size);
            string wormhole = Id("wormhole", size);
            Outcome outcome = Rounds.Run(
                effort,
                (socket, () => Bytes.Sockets(size, count)),
                (pipelines, () => Bytes.Pipelines(size, count)),
                (wormhole, () => Bytes.Pipe(size, count)));
            yield return outcome.Bitrate(socket);
            yield return outcome.Bitrate(pipelines);
            yield return outcome.Bitrate(wormhole, pipelines);
        }
    }
}
