using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>Segments that nobody would send, to connections in all states.</summary>
[Trait("RFC", "9293")]
public sealed class TcpFuzzTests
{
    private const int Segments = 2000;

    [Fact]
    public void MutatedSegments_NeitherThrowNorStay()
    {
        long connections = FuzzEffort.Frames(60 * Segments) / Segments;
        using TestStack stack = new();
        SeededRandom random = new(FuzzEffort.Seed(7));
        Wire? wire = null;
        using VnetSocket listener = TcpPeer.Listen();
        for (long i = 0; i < connections; i++)
        {
            TcpPeer peer = new(stack, (ushort)(5000 + (i % 50_000)), wire);
            wire = peer.Wire;
            peer.Next = (uint)random.Next();
            Fuzz(peer, listener, random);
            stack.Time.Advance(TimeSpan.FromMinutes(2));

            // What was answered to first segments that were made up is no part of the next connection.
            peer.Forget();
        }

        stack.Time.Advance(TimeSpan.FromHours(4));
        while (listener.Poll(0, SelectMode.SelectRead))
        {
            listener.Accept().Dispose();
        }

        stack.Time.Advance(TimeSpan.FromHours(4));
        Assert.Empty(Tcp.Connections);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static void Fuzz(TcpPeer peer, VnetSocket listener, SeededRandom random)
    {
        TcpOptions[] choices = [TcpPeer.MssOnly, TcpPeer.SackOnly, TcpPeer.AllOptions];
        using VnetSocket socket = random.Next(2) == 0 ? peer.Connect(listener, choices[random.Next(3)]) : peer.Accept(choices[random.Next(3)]);
        byte[] buffer = new byte[65536];
        for (int i = 0; i < Segments; i++)
        {
            peer.Wire.InjectIp(Mutate(peer, random));
            switch (random.Next(40))
            {
                case 0:
                    Try(() => socket.Send(buffer.AsSpan(0, random.Next(5000))));
                    break;
                case 1:
                    Try(() => socket.Receive(buffer.AsSpan(0, random.Next(5000))));
                    break;
                case 2:
                    peer.Wait(random.Next(500));
                    break;
                case 3 when i > Segments / 2:
                    Try(() => socket.Shutdown(SocketShutdown.Send));
                    break;
            }

            peer.ReceiveAll();
            peer.Forget();
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (SocketException)
        {
            // A reset that was in the window, or nothing to read.
        }
    }

    // Near what would be right, with right checksums mostly: nothing behind them would ever be reached otherwise.
    private static byte[] Mutate(TcpPeer peer, SeededRandom random)
    {
        TcpOptions options = default;
        if (random.Next(3) > 0)
        {
            (options.HasTimestamps, options.TsValue, options.TsEcho) = (true, 1000u + (uint)random.Next(100), peer.Echo);
        }

        for (int i = random.Next(4); i > 0; i--)
        {
            uint start = peer.Expected + (uint)(random.Next(20_000) - 10_000);
            options.Sacks[options.SackCount++] = new SackBlock(start, start + (uint)random.Next(4000));
        }

        byte[] data = new byte[random.Next(3) == 0 ? 0 : random.Next(1400)];
        bool isRude = random.Next(200) == 0;
        TcpFields fields = new()
        {
            SourcePort = peer.Port,
            DestinationPort = peer.RemotePort,
            Sequence = peer.Next + (uint)(random.Next(4) == 0 ? random.Next(100_000) - 50_000 : random.Next(3000) - 1500),
            Acknowledgment = peer.Expected + (uint)(random.Next(2) == 0 ? 0 : random.Next(6000) - 3000),
            Flags = isRude ? (TcpFlags)random.Next(256) : TcpFlags.Ack | (random.Next(50) == 0 ? TcpFlags.Fin | TcpFlags.Urg : TcpFlags.Psh),
            Window = (ushort)random.Next(65536),
            UrgentPointer = (ushort)random.Next(3000),
        };
        byte[] packet = Packets.Tcp(TcpPeer.PeerAddress, TcpPeer.OwnAddress, fields, options, data);
        for (int i = random.Next(6) == 0 ? random.Next(4) : 0; i > 0; i--)
        {
            packet[IpHeader.MinSize + random.Next(Math.Min(60, packet.Length - IpHeader.MinSize))] = (byte)random.Next();
        }

        if (random.Next(16) != 0)
        {
            IpHeader ip = new(packet);
            new TcpHeader(ip.Payload).WriteChecksum(ip.Source, ip.Destination);
        }

        return packet;
    }
}
