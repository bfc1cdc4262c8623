using System.Net;
using Vimage.Net.Fuzzing;

namespace Vimage.Net.Tests;

public sealed class FuzzTests
{
    private const string Own = Corpus.OwnAddress;
    private const string Peer = Corpus.PeerAddress;

    [Fact]
    public void MutatedFrames_NeitherThrowNorStay()
    {
        long frames = FuzzEffort.Frames(100_000);
        using TestStack stack = new();
        Wire wire = TestStack.AddWire(Own, 24);
        Ip.IsForwarding = true;
        Routing.Add(Routing.Default, IPAddress.Parse(Peer));
        Arp.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        using VnetUdpClient server = new(53);
        byte[][] seeds = [.. Seeds(wire)];
        SeededRandom random = new(FuzzEffort.Seed(42));
        for (long i = 0; i < frames; i++)
        {
            wire.Inject(Mutate(seeds[random.Next(seeds.Length)], random));
            wire.Sent.Clear();
            while (server.Available > 0)
            {
                IPEndPoint? from = null;
                server.Receive(ref from);
            }

            if (i % 1000 == 0)
            {
                stack.Time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        stack.Time.Advance(TimeSpan.FromHours(1));
        server.Close();
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static IEnumerable<byte[]> Seeds(Wire wire)
    {
        foreach (byte[] frame in Corpus.Frames)
        {
            if (EthernetHeader.Destination(frame) == Corpus.OwnLink)
            {
                EthernetHeader.Write(frame, wire.LinkAddress, Corpus.PeerLink, EthernetHeader.Type(frame));
            }

            yield return frame;
        }

        yield return Packets.Arp(ArpHeader.Request, Wire.PeerLink, Peer, Own);
        yield return Packets.Arp(ArpHeader.Reply, Wire.PeerLink, Peer, Own);
        byte[] error = new byte[IcmpHeader.Size + 28];
        Packets.Ip(Own, Peer, IpProtocol.Udp, new byte[8]).CopyTo(error, IcmpHeader.Size);
        new IcmpHeader(error).Write(IcmpType.Unreachable, 3, 0);
        foreach (byte[] packet in (byte[][])
        [
            Packets.Ip(Peer, Own, IpProtocol.Icmp, Packets.Echo(64)),
            Packets.Ip(Peer, Own, IpProtocol.Icmp, error),
            Packets.Ip(Peer, Own, IpProtocol.Udp, Packets.Udp(Peer, Own, 1000, 53, new byte[100])),
            Packets.Ip(Peer, "198.51.100.1", IpProtocol.Udp, Packets.Udp(Peer, Own, 1000, 53, new byte[100]), options: [7, 7, 4, 0, 0, 0, 0, 0]),
            Packets.Ip(Peer, Own, IpProtocol.Udp, new byte[64], fragment: IpHeader.MoreFragments),
            Packets.Ip(Peer, Own, IpProtocol.Udp, new byte[64], fragment: 8),
            Packets.Ip(Peer, Own, IpProtocol.Tcp, new byte[40]),
        ])
        {
            byte[] frame = new byte[EthernetHeader.Size + packet.Length];
            EthernetHeader.Write(frame, wire.LinkAddress, Wire.PeerLink, EtherType.Ipv4);
            packet.CopyTo(frame, EthernetHeader.Size);
            yield return frame;
        }
    }

    // Most keep right IP checksums, or nothing behind them would ever be reached.
    private static byte[] Mutate(byte[] seed, SeededRandom random)
    {
        byte[] frame = [.. seed];
        for (int i = random.Next(4); i >= 0; i--)
        {
            frame[random.Next(8) == 0 ? random.Next(frame.Length) : EthernetHeader.Size + random.Next(Math.Min(48, frame.Length - EthernetHeader.Size))] =
                (byte)random.Next();
        }

        if (random.Next(8) == 0)
        {
            Array.Resize(ref frame, random.Next(frame.Length));
        }

        if (random.Next(4) != 0 && frame.Length >= EthernetHeader.Size + IpHeader.MinSize && EthernetHeader.Type(frame) == EtherType.Ipv4)
        {
            IpHeader ip = new(frame.AsSpan(EthernetHeader.Size));
            if (ip.HeaderLength is >= IpHeader.MinSize && ip.HeaderLength <= frame.Length - EthernetHeader.Size)
            {
                ip.WriteChecksum();
            }
        }

        return frame;
    }
}
