using System.Net;
using System.Net.Sockets;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Net.Streams;

/// <summary>Connections between two vnets, and between two of the kernel's sockets over its loopback.</summary>
internal static class Loopback
{
    // Bring our code to the JIT's last tier.
    internal const int WarmupRounds = 6;

    private const long Bytes = 256L << 20;
    private const int RoundTrips = 5_000;
    private const int Connections = 2_000;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using VnetPair pair = new();
        StreamHost kernel = StreamHost.OfKernel(NewSocket, NewSocket, IPAddress.Loopback);
        Outcome bulk = Rounds("tcp-bulk-kernel-loopback", "tcp-bulk-epair", effort, kernel, pair.Host, static host => Use(host, static (a, b) => StreamWork.Move(a, b, Bytes)));
        Outcome roundTrip = Rounds("tcp-rtt-kernel-loopback", "tcp-rtt-epair", effort, kernel, pair.Host, static host => Use(host, static (a, b) => StreamWork.RoundTrips(a, b, RoundTrips)));
        Outcome connect = Rounds("tcp-connect-kernel-loopback", "tcp-connect-epair", effort, kernel, pair.Host, static host => host.ConnectMany(Connections));
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

    /// <summary>Measures two hosts in turn, after some rounds that do not count.</summary>
    internal static Outcome Rounds(string peerId, string ownId, Effort effort, StreamHost peer, StreamHost own, Func<StreamHost, double> measure)
    {
        for (int round = 0; round < WarmupRounds; round++)
        {
            _ = measure(own);
        }

        _ = measure(peer);
        double[] peers = new double[effort.SlowerRounds];
        double[] owns = new double[effort.SlowerRounds];
        for (int round = 0; round < peers.Length; round++)
        {
            peers[round] = measure(peer);
            owns[round] = measure(own);
        }

        return new Outcome([new Measurement(peerId, peers, 0), new Measurement(ownId, owns, 0)]);
    }

    /// <summary>Does something with a connection of a host, and closes it.</summary>
    internal static double Use(StreamHost host, Func<StreamEnd, StreamEnd, double> work)
    {
        (StreamEnd client, StreamEnd server) = host.Connect();
        using (client)
        using (server)
        {
            return work(client, server);
        }
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
}
