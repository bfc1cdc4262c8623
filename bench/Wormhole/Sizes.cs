using System.Globalization;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Wormhole;

/// <summary>Bytes by the size of the writes, each looked at by the receiver: what a plot of docs/wormholes.md is drawn from.</summary>
internal static class Sizes
{
    private const string Socket = "socket-loopback";
    private const string Pipelines = "pipelines";
    private const string Own = "wormhole";
    private const long MaxCount = 128L << 20;
    private const int MaxWrites = 50_000;

    internal static IReadOnlyList<int> All { get; } = [64, 1 << 10, 16 << 10, 64 << 10, 256 << 10];

    internal static IReadOnlyList<string> Contenders { get; } = [Own, Pipelines, Socket];

    internal static string Id(string contender, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"{contender}-by-{size}");

    internal static IEnumerable<Row> Run(Effort effort)
    {
        foreach (int size in All)
        {
            long count = Math.Min(MaxCount, (long)size * MaxWrites);
            Outcome outcome = Rounds.Run(
                effort,
                (Id(Socket, size), () => Bytes.Sockets(size, count, isLooking: true)),
                (Id(Pipelines, size), () => Bytes.Pipelines(size, count, isLooking: true)),
                (Id(Own, size), () => Bytes.Pipe(size, count, isLooking: true)));
            yield return outcome.Bitrate(Id(Socket, size));
            yield return outcome.Bitrate(Id(Pipelines, size));
            yield return outcome.Bitrate(Id(Own, size), Id(Pipelines, size));
        }
    }
}
