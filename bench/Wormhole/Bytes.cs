using System.IO.Pipelines;
using System.Net.Sockets;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Bytes, one way, written 64 KB at a time.</summary>
internal static class Bytes
{
    private const int WriteSize = 64 << 10;
    private const long Count = 1L << 30;
    private const long SocketCount = 256L << 20;

    internal static IEnumerable<Row> Run(Effort effort) =>
    [
        .. Compare(effort, "bytes", isLooking: false),

        // A pipe is read in place, and nobody has brought the bytes to the receiver's processor before it wants them; a socket has.
        // Here the receiver of each looks at all.
        .. Compare(effort, "bytes-looked-at", isLooking: true),
    ];

    private static IEnumerable<Row> Compare(Effort effort, string what, bool isLooking)
    {
        (string sockets, string pipelines) = ($"socket-loopback-{what}", $"pipelines-{what}");
        (string wormhole, string bare) = ($"wormhole-{what}", $"bare-ring-{what}");
        Outcome outcome = Rounds.Run(
            effort,
            (sockets, () => Sockets(WriteSize, SocketCount, isLooking)),
            (pipelines, () => Pipelines(WriteSize, Count, isLooking)),
            (wormhole, () => Pipe(WriteSize, Count, isLooking)),
            (bare, () => BareRing.Move(WriteSize, Count, isLooking)));
        return
        [
            outcome.Bitrate(sockets),
            outcome.Bitrate(pipelines),
            outcome.Bitrate(wormhole, pipelines, Target.AtLeast(1.2)),
            outcome.Bitrate(wormhole, sockets, Target.AtLeast(8)) with { Id = wormhole + "-against-socket" },
            outcome.Bitrate(bare, sockets),
        ];
    }

    internal static double Pipe(int writeSize, long count, bool isLooking)
    {
        using ByteWormhole wormhole = Wormholes.Wormhole.OpenBytes(Sides.First, Sides.Second);
        return Move(wormhole.First.Output, wormhole.Second.Input, writeSize, count, isLooking);
    }

    internal static double Pipelines(int writeSize, long count, bool isLooking)
    {
        // As much in flight as the wormhole has, in pieces as large as the writes.
        Pipe pipe = new(new PipeOptions(
            pauseWriterThreshold: 1 << 20, resumeWriterThreshold: 1 << 19, minimumSegmentSize: Math.Max(4096, writeSize), useSynchronizationContext: false));
        return Move(pipe.Writer, pipe.Reader, writeSize, count, isLooking);
    }

    internal static double Sockets(int writeSize, long count, bool isLooking)
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
                    if (isLooking)
                    {
                        Zeros.Expect(bytes.AsSpan(0, received));
                    }
                }
            });
    }

    private static double Move(PipeWriter writer, PipeReader reader, int writeSize, long count, bool isLooking) => Sides.TimeAsync(
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
                if (isLooking)
                {
                    Zeros.Expect(result.Buffer);
                }

                reader.AdvanceTo(result.Buffer.End);
            }
            while (!result.IsCompleted || !result.Buffer.IsEmpty);
        });
}
