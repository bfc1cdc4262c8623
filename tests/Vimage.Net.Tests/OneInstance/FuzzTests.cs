using System.Net;
using System.Net.Sockets;
using Vimage.Net.Fuzzing;

namespace Vimage.Net.Tests;

public sealed class FuzzTests
{
    private const string Own = Corpus.OwnAddress;
    private const string Peer = Corpus.PeerAddress;

    private const string Own6 = "2001:db8::1";
    private const string Peer6 = "2001:db8::2";

    [Fact]
    public void MutatedFrames_NeitherThrowNorStay()
    {
        using TestStack stack = new();
        Wire wire = AddRouter(stack);
        Play(stack, wire, [.. Seeds(wire)], FuzzEffort.Frames(100_000));
    }

    [Fact]
    public void MutatedFramesOfIpv6_NeitherThrowNorStay()
    {
        using TestStack stack = new();
        Wire wire = AddRouter(stack);
        Play(stack, wire, [.. Seeds6(wire)], FuzzEffort.Frames(100_000));
    }

    [Fact]
    public void MutatedFramesToAHost_NeitherThrowNorStay()
    {
        using TestStack stack = new();
        Wire wire = AddRouter(stack);
        Ip6.IsForwarding = false;
        wire.AcceptsRouterAdvertisements = true;
        Play(stack, wire, [.. Seeds6(wire)], FuzzEffort.Frames(50_000));
    }

    [Fact]
    public void MutatedFramesThroughAFilter_NeitherThrowNorStay()
    {
        using TestStack stack = new();
        Wire wire = AddRouter(stack);
        Pf.Load($"""
            nat on {wire.Name} inet from {Peer} to 198.51.100.0/24 -> {Own} port 2000:2100
            rdr on {wire.Name} inet proto udp from any to {Own} port 54 -> {Own} port 53
            block return in proto tcp to port 99
            pass
            """);
        try
        {
            Play(stack, wire, [.. Seeds(wire), .. Seeds6(wire)], FuzzEffort.Frames(100_000));
        }
        finally
        {
            Pf.Disable();
        }
    }

    // Of both families, and with a default route back to the peer.
    private static Wire AddRouter(TestStack stack)
    {
        Wire wire = stack.AddWire6(Own6);
        wire.AddAddress(IPAddress.Parse(Own), 24);
        Ip.IsForwarding = true;
        Ip6.IsForwarding = true;
        Routing.Add(Routing.Default, IPAddress.Parse(Peer));
        Routing.Add(Routing.Default6, IPAddress.Parse(Peer6));
        Arp.AddStatic(wire, IPAddress.Parse(Peer), Wire.PeerLink);
        Nd6.AddStatic(wire, IPAddress.Parse(Peer6), Wire.PeerLink);
        return wire;
    }

    private static void Play(TestStack stack, Wire wire, byte[][] seeds, long frames)
    {
        using VnetSocket server = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = true, Blocking = false };
        server.Bind(new IPEndPoint(IPAddress.IPv6Any, 53));
        byte[] buffer = new byte[65536];
        SeededRandom random = new(FuzzEffort.Seed(42));
        for (long i = 0; i < frames; i++)
        {
            wire.Inject(FrameMutator.Mutate(seeds[random.Next(seeds.Length)], random));
            wire.Sent.Clear();
            while (server.Available > 0)
            {
                server.Receive(buffer);
            }

            if (i % 1000 == 0)
            {
                stack.Time.Advance(TimeSpan.FromSeconds(1));
            }
        }

        stack.Time.Advance(TimeSpan.FromHours(1));
        server.Close();
        wire.Down();
        stack.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    private static IEnumerable<byte[]> Seeds6(Wire wire)
    {
        byte[] datagram = Packets6.Udp(Peer6, Own6, 1000, 53, new byte[100]);
        byte[] quoted = Packets6.Ip(Own6, Peer6, IpProtocol.Udp, Packets6.Udp(Own6, Peer6, 53, 1000, new byte[8]));
        byte[] prefix = new byte[8 + NdPrefixOption.Size];
        new NdPrefixOption(prefix.AsSpan(8)).Write(Packets6.Address("2001:db8:9::"), 64, true, true, 600, 300);
        byte[] redirect = new byte[2 * InAddress.Size];
        Packets6.Address("fe80::9").Write(redirect);
        Packets6.Address("2001:db8:7::1").Write(redirect.AsSpan(InAddress.Size));
        foreach (byte[] packet in (byte[][])
        [
            Packets6.Echo(Peer6, Own6, 64),
            Packets6.Echo(Peer6, "2001:db8:7::1", 64),
            Packets6.Ip(Peer6, Own6, IpProtocol.Udp, datagram),
            Packets6.Ip(Peer6, Own6, IpProtocol.HopByHop, [IpProtocol.Udp, 0, 5, 2, 0, 0, 1, 0, .. datagram]),
            Packets6.Ip(Peer6, Own6, IpProtocol.DestinationOptions, [IpProtocol.Routing, 0, 1, 4, 0, 0, 0, 0, IpProtocol.Udp, 0, 0, 1, 0, 0, 0, 0, .. datagram]),
            Packets6.Ip(Peer6, Own6, IpProtocol.Tcp, new byte[40]),
            Packets6.Fragment(Peer6, Own6, IpProtocol.Udp, datagram[..56], 0, false, 1),
            Packets6.Fragment(Peer6, Own6, IpProtocol.Udp, datagram[56..], 56, true, 1),
            Packets6.Icmp(Peer6, Own6, Icmp6Type.Unreachable, 0, quoted),
            Packets6.Icmp(Peer6, Own6, Icmp6Type.PacketTooBig, 1280, quoted),
            Packets6.Solicit(Peer6, "ff02::1:ff00:1", Own6, Wire.PeerLink),
            Packets6.Advertise(Peer6, Own6, Peer6, Wire.PeerLink, 0x6000_0000),
            Packets6.Icmp("fe80::2", "ff02::1", Icmp6Type.RouterAdvertisement, 64u << 24 | 600, prefix),
            Packets6.Icmp("fe80::2", "ff02::2", Icmp6Type.RouterSolicitation, 0, []),
            Packets6.Icmp("fe80::2", Own6, Icmp6Type.Redirect, 0, redirect),
            Packets6.Icmp("fe80::2", "ff02::1", Icmp6Type.ListenerQuery, 1000u << 16, new byte[20]),
            Packets6.Icmp("fe80::2", "ff02::16", Icmp6Type.ListenerReport2, 1, new byte[20]),
        ])
        {
            byte[] frame = new byte[EthernetHeader.Size + packet.Length];
            InAddress destination = new Ip6Header(packet).Destination;
            MacAddress link = destination.IsMulticast ? new MacAddress(0x3333_0000_0000 | (destination.Low & 0xFFFF_FFFF)) : wire.LinkAddress;
            EthernetHeader.Write(frame, link, Wire.PeerLink, EtherType.Ipv6);
            packet.CopyTo(frame, EthernetHeader.Size);
            yield return frame;
        }
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
}
