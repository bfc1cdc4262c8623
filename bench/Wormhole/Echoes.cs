using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Bytes there and back, by their number: what a plot of docs/wormholes.md is drawn from.</summary>
internal static class Echoes
{
    private const string Socket = "socket-loopback";
    private const string Pipelines = "pipelines";
    private const string Own = "wormhole";
    private const int Count = 3_000;

    internal static IReadOnlyList<int> All { get; } = [64, 1 << 10, 16 << 10, 64 << 10];

    internal static IReadOnlyList<string> Contenders { get; } = [Own, Pipelines, Socket];

    internal static string Id(string contender, int size) =>
        string.Create(CultureInfo.InvariantCulture, $"{contender}-echo-of-{size}");

    internal static IEnumerable<Row> Run(Effort effort)
    {
        foreach (int size in All)
        {
            Outcome outcome = Rounds.Run(
                effort,
                (Id(Socket, size), () => OverSockets(size)),
                (Id(Pipelines, size), () => OverPipelines(size)),
                (Id(Own, size), () => OverWormhole(size)));
            yield return outcome.Time(Id(Socket, size), unit: "us");
            yield return outcome.Time(Id(Pipelines, size), unit: "us");
            yield return outcome.Time(Id(Own, size), Id(Pipelines, size), unit: "us");
        }
    }

    private static double OverWormhole(int size)
    {
        using ByteWormhole wormhole = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second);
        return Echo(size, wormhole.First, wormhole.Second);
    }

    private static double OverPipelines(int size)
    {
        PipeOptions options = new(minimumSegmentSize: Math.Max(4096, size), useSynchronizationContext: false);
        Pipe there = new(options);
        Pipe back = new(options);
        return Echo(size, new Duplex(back.Reader, there.Writer), new Duplex(there.Reader, back.Writer));
    }

    private static double OverSockets(int size)
    {
        using SocketPair pair = new();
        return Echo(
            size,
            new Duplex(PipeReader.Create(pair.Client, Reading(size)), PipeWriter.Create(pair.Client)),
            new Duplex(PipeReader.Create(pair.Server, Reading(size)), PipeWriter.Create(pair.Server)));
    }

    private static StreamPipeReaderOptions Reading(int size) => new(bufferSize: Math.Max(4096, size));

    private static double Echo(int size, IDuplexPipe client, IDuplexPipe server) => Sides.TimeAsync(
        Count,
        async () =>
        {
            byte[] bytes = new byte[size];
            for (int i = 0; i < Count; i++)
            {
                await client.Output.WriteAsync(bytes);
                await TakeAsync(client.Input, size, null);
            }
        },
        async () =>
        {
            for (int i = 0; i < Count; i++)
            {
                await TakeAsync(server.Input, size, server.Output);
            }
        });

    // And sends it on, if it is to.
    private static async Task TakeAsync(PipeReader input, int size, PipeWriter? output)
    {
        ReadResult result = await input.ReadAtLeastAsync(size);
        ReadOnlySequence<byte> taken = result.Buffer.Slice(0, size);
        if (output is not null)
        {
            foreach (ReadOnlyMemory<byte> segment in taken)
            {
                output.Write(segment.Span);
            }
        }

        input.AdvanceTo(taken.End);
        if (output is not null)
        {
            await output.FlushAsync();
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
