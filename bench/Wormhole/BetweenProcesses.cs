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
    private const long Count = 256L << 20;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Outcome to = Rounds.Run(effort, ("unix-socket-to-process", () => Socket("sink")), ("wormhole-to-process", () => Wormhole("sink")));
        Outcome from = Rounds.Run(effort, ("unix-socket-from-process", () => Socket("source")), ("wormhole-from-process", () => Wormhole("source")));
        return
        [
            to.Bitrate("unix-socket-to-process"),
            to.Bitrate("wormhole-to-process", "unix-socket-to-process", Target.AtLeast(4)),
            from.Bitrate("unix-socket-from-process"),
            from.Bitrate("wormhole-from-process", "unix-socket-from-process", Target.AtLeast(4)),
        ];
    }

    private static double Wormhole(string task)
    {
        string path = NewPath();
        using WormholeListener listener = WormholeListener.Listen(path, Sides.First);
        using Process peer = StartPeer("wormhole", task, path);
        using SharedWormhole<WormholePipe> wormhole = listener.AcceptBytesAsync().Result;
        double nanoseconds = Time(task, wormhole.End.Input, wormhole.End.Output);
        peer.WaitForExit();
        return nanoseconds;
    }

    private static double Socket(string task)
    {
        string path = NewPath();
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using Process peer = StartPeer("socket", task, path);
        using Socket socket = listener.Accept();
        using NetworkStream stream = new(socket, ownsSocket: false);
        StreamPipeReaderOptions reading = new(bufferSize: WriteSize, leaveOpen: true);
        double nanoseconds = Time(task, PipeReader.Create(stream, reading), PipeWriter.Create(stream, new StreamPipeWriterOptions(leaveOpen: true)), socket);
        socket.Shutdown(SocketShutdown.Both);
        peer.WaitForExit();
        File.Delete(path);
        return nanoseconds;
    }

    // The other side says that it is there, and at the end that it has everything.
    private static double Time(string task, PipeReader input, PipeWriter output, Socket? socket = null)
    {
        Expect(input, 1);
        long start = Stopwatch.GetTimestamp();
        if (task == "sink")
        {
            SendAsync(output, socket).Wait();
            Expect(input, 1);
        }
        else
        {
            output.WriteAsync(new byte[1]).AsTask().Wait();
            Expect(input, Count);
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

    private static void Expect(PipeReader input, long count)
    {
        long received = 0;
        while (received < count)
        {
            ReadResult result = input.ReadAsync().AsTask().Result;
            received += result.Buffer.Length;
            input.AdvanceTo(result.Buffer.End);
            if (result.IsCompleted && received < count)
            {
                throw new EndOfStreamException("The other process has ended.");
            }
        }
    }

    private static Process StartPeer(string form, string task, string path) => Process.Start(
        new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "peer", "Vimage.Bench.Subjects.WormholePeer.dll"), form, task, path, $"{Count}", $"{WriteSize}"]))!;

    private static string NewPath() => Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.sock");
}
