namespace Vimage.Net.Tests;

/// <summary>An interface whose link is the test: it keeps what is sent, and is told what comes in.</summary>
internal sealed class Wire : EthernetIfnet
{
    internal static readonly MacAddress PeerLink = MacAddress.Parse("02:00:00:00:00:99");

    private Wire()
        : base("wire")
    {
    }

    internal List<byte[]> Sent { get; } = [];

    internal static Wire Create()
    {
        using (Netisr.Current.Enter())
        {
            Wire wire = new() { LinkAddress = MacAllocator.Of(Netisr.Current.MacAddresses.NextHash(), 0x77) };
            wire.Attach(UnitName("wire", FreeUnit("wire", "")));
            return wire;
        }
    }

    /// <summary>Lets a frame come in.</summary>
    internal void Inject(ReadOnlySpan<byte> frame)
    {
        using (Netisr.Enter())
        {
            Mbuf packet = Netisr.Pool.Get(frame.Length);
            frame.CopyTo(packet.Append(frame.Length));
            Netisr.Schedule(this, packet);
        }
    }

    /// <summary>Lets an IP packet come in, from the peer to this interface's own link-layer address.</summary>
    internal void InjectIp(byte[] packet)
    {
        byte[] frame = new byte[EthernetHeader.Size + packet.Length];
        EthernetHeader.Write(frame, LinkAddress, PeerLink, EtherType.Ipv4);
        packet.CopyTo(frame, EthernetHeader.Size);
        Inject(frame);
    }

    /// <summary>The same for a packet of IPv6; to the group of Ethernet if it is for one.</summary>
    internal void InjectIp6(byte[] packet)
    {
        byte[] frame = new byte[EthernetHeader.Size + packet.Length];
        InAddress destination = new Ip6Header(packet).Destination;
        MacAddress link = destination.IsMulticast ? new MacAddress(0x3333_0000_0000 | (destination.Low & 0xFFFF_FFFF)) : LinkAddress;
        EthernetHeader.Write(frame, link, PeerLink, EtherType.Ipv6);
        packet.CopyTo(frame, EthernetHeader.Size);
        Inject(frame);
    }

    /// <summary>Lets an ICMP error come in about a packet that was sent.</summary>
    internal void InjectIcmp(IcmpType type, byte code, byte[] about, uint rest = 0, string router = "192.0.2.254")
    {
        byte[] message = new byte[IcmpHeader.Size + Math.Min(about.Length, IpHeader.MinSize + 8)];
        about.AsSpan(0, message.Length - IcmpHeader.Size).CopyTo(message.AsSpan(IcmpHeader.Size));
        new IcmpHeader(message).Write(type, code, rest);
        string source = Ipv4.ToAddress(new IpHeader(about).Source).ToString();
        InjectIp(Packets.Ip(router, source, IpProtocol.Icmp, message));
    }

    /// <summary>Returns the IP packets that were sent, without link-layer headers.</summary>
    internal List<byte[]> SentIp() =>
        [.. Sent.Where(static frame => EthernetHeader.Type(frame) == EtherType.Ipv4).Select(static frame => frame[EthernetHeader.Size..])];

    /// <summary>The same of IPv6, without what asks for neighbours and answers that, and what tells of groups.</summary>
    internal List<byte[]> SentIp6() => [.. AllSentIp6().Where(static packet => !IsOfTheLink(packet))];

    /// <summary>The same with all that.</summary>
    internal List<byte[]> AllSentIp6() =>
        [.. Sent.Where(static frame => EthernetHeader.Type(frame) == EtherType.Ipv6).Select(static frame => frame[EthernetHeader.Size..])];

    /// <summary>Returns the messages of one type of ICMPv6 that were sent.</summary>
    internal List<byte[]> SentIcmp6(Icmp6Type type) =>
        AllSentIp6().FindAll(packet => packet[Ip6Header.NextHeaderOffset] == IpProtocol.Icmp6 && (Icmp6Type)packet[Ip6Header.Size] == type);

    private static bool IsOfTheLink(byte[] packet) =>
        packet[Ip6Header.NextHeaderOffset] == IpProtocol.HopByHop
        || (packet[Ip6Header.NextHeaderOffset] == IpProtocol.Icmp6 && (Icmp6Type)packet[Ip6Header.Size] is >= Icmp6Type.ListenerQuery and < Icmp6Type.Redirect);

    internal override void Transmit(Mbuf packet)
    {
        Sent.Add(packet.Span.ToArray());
        packet.Free();
    }
}
