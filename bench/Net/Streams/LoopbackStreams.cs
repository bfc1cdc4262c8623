using System.Net;
using System.Net.Sockets;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Net.Streams;

/// <summary>Connections between two vnets, and between two of the kernel's sockets over its loopback.</summary>
internal static class LoopbackStreams
{
    private const long Bytes = 256L << 20;
    private const int RoundTrips = 5_000;
    private const int Connections = 2_000;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using VnetPair pair = new();
        StreamHost kernel = StreamHost.OfKernel(NewSocket, NewSocket, IPAddress.Loopback);
        Outcome bulk = Rounds.Run(effort, ("tcp-bulk-kernel-loopback", () => Move(kernel)), ("tcp-bulk-epair", () => Move(pair.Host)));
        Outcome roundTrip = Rounds.Run(effort, ("tcp-rtt-kernel-loopback", () => Ask(kernel)), ("tcp-rtt-epair", () => Ask(pair.Host)));
        Outcome connect = Rounds.Run(effort, ("tcp-connect-kernel-loopback", () => kernel.ConnectMany(Connections)), ("tcp-connect-epair", () => pair.Host.ConnectMany(Connections)));
        return
        [
            bulk.Bitrate("tcp-bulk-kernel-loopback"),
            bulk.Bitrate("tcp-bulk-epair", "tcp-bulk-kernel-loopback", Target.AtLeast(2)),
            roundTrip.Time("tcp-rtt-kernel-loopback", unit: "us"),
            roundTrip.Time("tcp-rtt-epair", "tcp-rtt-kernel-loopback", Target.AtMost(0.1), unit: "us"),
            connect.Frequency("tcp-connect-kernel-loopback"),
            connect.Frequency("tcp-connect-epair", "tcp-connect-kernel-loopback", Target.AtLeast(5)),
        ];
    }

    private static double Move(StreamHost host) => StreamContest.Use(host.Connect, static (a, b) => StreamWork.Move(a, b, Bytes));

    private static double Ask(StreamHost host) => StreamContest.Use(host.Connect, static (a, b) => StreamWork.RoundTrips(a, b, RoundTrips));

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
