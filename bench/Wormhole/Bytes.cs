using System.IO.Pipelines;
using System.Net.Sockets;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Bytes, one way, written 64 KB at a time; each byte is looked at by the reader.</summary>
internal static class Bytes
{
    private const int WriteSize = 64 << 10;
    private const long Count = 1L << 30;
    private const long SocketCount = 256L << 20;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Outcome outcome = Rounds.Run(
            effort,
            ("socket-loopback-bytes", () => Sockets(WriteSize, SocketCount)),
            ("pipelines-bytes", () => Pipelines(WriteSize, Count)),
            ("wormhole-bytes", () => Pipe(WriteSize, Count)));
        return
        [
            outcome.Bitrate("socket-loopback-bytes"),
            outcome.Bitrate("pipelines-bytes"),
            outcome.Bitrate("wormhole-bytes", "pipelines-bytes", Target.AtLeast(1.2)),
            outcome.Bitrate("wormhole-bytes", "socket-loopback-bytes", Target.AtLeast(8)) with { Id = "wormhole-bytes-against-socket" },
        ];
    }

    internal static double Pipe(int writeSize, long count)
    {
        using ByteWormhole wormhole = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second);
        return Move(wormhole.First.Output, wormhole.Second.Input, writeSize, count);
    }

    internal static double Pipelines(int writeSize, long count)
    {
        // As much in flight as the wormhole has, in pieces as large as the writes.
        Pipe pipe = new(new PipeOptions(
            pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, minimumSegmentSize: Math.Max(4096, writeSize), useSynchronizationContext: false));
        return Move(pipe.Writer, pipe.Reader, writeSize, count);
    }

    internal static double Sockets(int writeSize, long count)
    {
        using SocketPair pair = new();
        return Sides.TimeAsync(
            count,
            async () =>
            {
                byte[] bytes = new byte[writeSize];
                for (long sent = 0; sent < count; sent += writeSize)
                {
                    await pair.Client.Socket.SendAsync(bytes);
                }

                pair.Client.Socket.Shutdown(SocketShutdown.Send);
            },
            async () =>
            {
                byte[] bytes = new byte[WriteSize];
                int received;
                while ((received = await pair.Server.Socket.ReceiveAsync(bytes)) > 0)
                {
                    Zeros.Expect(bytes.AsSpan(0, received));
                }
            });
    }

    private static double Move(PipeWriter writer, PipeReader reader, int writeSize, long count) => Sides.TimeAsync(
        count,
        async () =>
        {
            byte[] bytes = new byte[writeSize];
            for (long sent = 0; sent < count; sent += writeSize)
            {
                await writer.WriteAsync(bytes);
            }

            await writer.CompleteAsync();
        },
        async () =>
        {
            ReadResult result;
            do
            {
                result = await reader.ReadAsync();
                Zeros.Expect(result.Buffer);
                reader.AdvanceTo(result.Buffer.End);
            }
            while (!result.IsCompleted || !result.Buffer.IsEmpty);
        });
}
