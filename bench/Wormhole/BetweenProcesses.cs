using System.Diagnostics;
using System.IO.Pipelines;
using System.Net.Sockets;
using Vimage.Bench.Harness;
using Vimage.Wormholes;

namespace Vimage.Bench.Wormhole;

/// <summary>Bytes to another process and from it, by shared memory and by a Unix domain socket.</summary>
internal static class BetweenProcesses
{
    private const int WriteSize = 64 << 10;

    // The other process is a new one each time: what it does for the first time is to be a small part.
    private const long Count = 1L << 30;

    internal static IEnumerable<Row> Run(Effort effort) =>
    [
        .. Compare(effort, "to-process", "sink", Target.AtLeast(4)),
        .. Compare(effort, "from-process", "source", Target.AtLeast(4)),

        // A ring is read in place, and nobody has touched the bytes before whoever wants them. Here the receiver of either looks at all.
        .. Compare(effort, "to-process-looked-at", "sink", Target.AtLeast(4), isLooking: true),
        .. Compare(effort, "from-process-looked-at", "source", Target.AtLeast(4), isLooking: true),
    ];

    private static IEnumerable<Row> Compare(Effort effort, string where, string task, Target target, bool isLooking = false)
    {
        (string socket, string wormhole) = ($"unix-socket-{where}", $"wormhole-{where}");
        Outcome outcome = Rounds.Run(effort, (socket, () => Socket(task, isLooking)), (wormhole, () => Wormhole(task, isLooking)));
        return [outcome.Bitrate(socket), outcome.Bitrate(wormhole, socket, target)];
    }

    private static double Wormhole(string task, bool isLooking)
    {
        string path = NewPath();
        using WormholeListener listener = WormholeListener.Listen(path, Sides.First);
        using Process peer = StartPeer("wormhole", task, path, isLooking);
        using SharedWormhole<WormholePipe> wormhole = listener.AcceptBytesAsync().Result;
        double nanoseconds = Time(task, isLooking, wormhole.End.Input, wormhole.End.Output);
        peer.WaitForExit();
        return nanoseconds;
    }

    private static double Socket(string task, bool isLooking)
    {
        string path = NewPath();
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using Process peer = StartPeer("socket", task, path, isLooking);
        using Socket socket = listener.Accept();
        using NetworkStream stream = new(socket, ownsSocket: false);
        StreamPipeReaderOptions reading = new(bufferSize: WriteSize, leaveOpen: true);
        double nanoseconds = Time(
            task, isLooking, PipeReader.Create(stream, reading), PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)), socket);
        socket.Shutdown(SocketShutdown.Both);
        peer.WaitForExit();
        File.Delete(path);
        return nanoseconds;
    }

    // The other side says that it is there, and at the end that it has everything.
    private static double Time(string task, bool isLooking, PipeReader input, PipeWriter output, Socket? socket = null)
    {
        Expect(input, 1, isLooking: false);
        long start = Stopwatch.GetTimestamp();
        if (task == "sink")
        {
            SendAsync(output, socket).Wait();
            Expect(input, 1, isLooking: false);
        }
        else
        {
            output.WriteAsync(new byte[1]).AsTask().Wait();
            Expect(input, Count, isLooking);
        }

        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds / Count;
        output.Complete();
        return nanoseconds;
    }

    private static async Task SendAsync(PipeWriter output, Socket? socket)
    {
        byte[] bytes = new byte[WriteSize];
        for (long sent = 0; sent < Count; sent += WriteSize)
        {
            if (socket is null)
            {
                await output.WriteAsync(bytes);
            }
            else
            {
                // Not through a pipe, which would copy once more.
                await socket.SendAsync(bytes);
            }
        }
    }

    private static void Expect(PipeReader input, long count, bool isLooking)
    {
        long received = 0;
        while (received < count)
        {
            ReadResult result = input.ReadAsync().AsTask().Result;
            received += result.Buffer.Length;
            if (isLooking)
            {
                Zeros.Expect(result.Buffer);
            }

            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted && received < count)
            {
                throw new EndOfStreamException("The other process has ended.");
            }
        }
    }

    private static Process StartPeer(string form, string task, string path, bool isLooking) => Process.Start(
        new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "peer", "Vimage.Bench.Subjects.WormholePeer.dll"),
            form, task, path, $"{Count}", $"{WriteSize}", $"{isLooking}",
        ]))!;

    private static string NewPath() => Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
}
