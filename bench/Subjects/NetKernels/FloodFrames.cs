using Vimage.Net;

namespace Vimage.Bench.Subjects;

/// <summary>Frames that each want a place in some table of a router, no two of them the same.</summary>
internal sealed class FloodFrames(Netisr netisr, Epair inside)
{
    private const int PayloadSize = 64;
    private const byte HopLimit = 255;

    private static readonly MacAddress s_attacker = MacAddress.Parse("02:00:00:00:66:66");

    private ulong _count;

    /// <summary>Returns a frame.</summary>
    /// <param name="flood">Which of the floods.</param>
    /// <exception cref="ArgumentException">There is no such flood.</exception>
    internal Mbuf Next(string flood)
    {
        // Odd times anything goes through all numbers, and no neighbours follow each other.
        uint number = (uint)(_count++ * 0x9E37_79B9);
        return flood switch
        {
            "arp" => AskByArp(number),
            "nd" => AskByNd(number),
            "fragments" => Fragment(number),
            "fragments6" => Fragment6(number),
            "states" => Datagram(0x0A01_0000u | (ushort)number, RouterFrames.Ipv4.Outside.Ipv4, (ushort)(number >> 16)),
            "groups" => Datagram(0x0A01_0000u | (ushort)number, 0xEF00_0000u | (number >> 8), port: 9),
            _ => throw new ArgumentException($"There is no flood '{flood}'.", nameof(flood)),
        };
    }

    private Mbuf AskByArp(uint number)
    {
        Mbuf frame = Start(EthernetHeader.Size + ArpHeader.Size, EtherType.Arp);
        new ArpHeader(frame.Span[EthernetHeader.Size..]).Write(
            ArpHeader.Request, s_attacker, 0x0A01_0000u | (ushort)number, default, RouterFrames.Ipv4.Router.Ipv4);
        return frame;
    }

    private Mbuf AskByNd(uint number)
    {
        const int LinkOption = 8;
        InAddress router = RouterFrames.Ipv6.Router;
        InAddress source = new(router.High, ((ulong)number << 8) | 0xFF);
        int length = Icmp6Header.Size + InAddress.Size + LinkOption;
        Mbuf frame = Start(EthernetHeader.Size + Ip6Header.Size + length, EtherType.Ipv6);
        Span<byte> packet = frame.Span[EthernetHeader.Size..];
        Write(packet, source, router, IpProtocol.Icmp6, length);
        Icmp6Header message = new(packet[Ip6Header.Size..]);
        message.Write(Icmp6Type.NeighborSolicitation, 0, 0);
        router.Write(message.Body);
        Span<byte> option = message.Body[InAddress.Size..];
        (option[0], option[1]) = (1, 1);
        s_attacker.Write(option[2..]);
        message.WriteChecksum(source, router);
        return frame;
    }

    private Mbuf Fragment(uint number)
    {
        Mbuf frame = Start(EthernetHeader.Size + IpHeader.MinSize + PayloadSize, EtherType.Ipv4);
        Write(frame.Span[EthernetHeader.Size..], 0x0A01_0000u | (ushort)number, RouterFrames.Ipv4.Router.Ipv4, IpHeader.MoreFragments, (ushort)(number >> 16));
        return frame;
    }

    private Mbuf Fragment6(uint number)
    {
        Mbuf frame = Start(EthernetHeader.Size + Ip6Header.Size + Ip6Fragment.Size + PayloadSize, EtherType.Ipv6);
        Span<byte> packet = frame.Span[EthernetHeader.Size..];
        InAddress router = RouterFrames.Ipv6.Router;
        Write(packet, new InAddress(router.High, ((ulong)(ushort)number << 8) | 0xFF), router, IpProtocol.Fragment, Ip6Fragment.Size + PayloadSize);
        new Ip6Fragment(packet[Ip6Header.Size..]).Write(IpProtocol.Udp, 0, isLast: false, number);
        return frame;
    }

    private Mbuf Datagram(uint source, uint destination, ushort port)
    {
        Mbuf frame = Start(EthernetHeader.Size + IpHeader.MinSize + PayloadSize, EtherType.Ipv4);
        Span<byte> packet = frame.Span[EthernetHeader.Size..];
        Write(packet, source, destination, fragment: 0, identification: 1);
        new UdpHeader(packet[IpHeader.MinSize..]).Write(port, 9, PayloadSize);
        return frame;
    }

    private static void Write(Span<byte> packet, uint source, uint destination, ushort fragment, ushort identification)
    {
        IpFields fields = new() { Source = source, Destination = destination, Protocol = IpProtocol.Udp, TimeToLive = HopLimit };
        IpHeader ip = new(packet);
        ip.Write(fields, packet.Length, identification);
        ip.Fragment = fragment;
        ip.WriteChecksum();
    }

    private static void Write(Span<byte> packet, InAddress source, InAddress destination, byte next, int length) =>
        new Ip6Header(packet).Write(new IpFields { Source = source, Destination = destination, Protocol = next, TimeToLive = HopLimit }, next, length);

    private Mbuf Start(int length, ushort type)
    {
        Mbuf frame = netisr.Pool.Get(length);
        Span<byte> bytes = frame.Append(length);
        bytes.Clear();
        EthernetHeader.Write(bytes, inside.LinkAddress, s_attacker, type);
        return frame;
    }
}
