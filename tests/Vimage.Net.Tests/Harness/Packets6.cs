using System.Net;

namespace Vimage.Net.Tests;

/// <summary>Packets of IPv6 as others send them.</summary>
internal static class Packets6
{
    internal static InAddress Address(string text) => InAddress.From(IPAddress.Parse(text));

    internal static byte[] Ip(string source, string destination, byte next, byte[] payload, byte hopLimit = 64, byte trafficClass = 0)
    {
        byte[] packet = new byte[Ip6Header.Size + payload.Length];
        IpFields fields = new()
        {
            Source = Address(source),
            Destination = Address(destination),
            TimeToLive = hopLimit,
            TypeOfService = trafficClass,
        };
        new Ip6Header(packet).Write(fields, next, payload.Length);
        payload.CopyTo(packet, Ip6Header.Size);
        return packet;
    }

    internal static byte[] Icmp(string source, string destination, Icmp6Type type, uint rest, byte[] body, byte hopLimit = 255)
    {
        byte[] message = new byte[Icmp6Header.Size + body.Length];
        body.CopyTo(message, Icmp6Header.Size);
        Icmp6Header icmp = new(message);
        icmp.Write(type, 0, rest);
        icmp.WriteChecksum(Address(source), Address(destination));
        return Ip(source, destination, IpProtocol.Icmp6, message, hopLimit);
    }

    internal static byte[] Echo(string source, string destination, int size = 8) =>
        Icmp(source, destination, Icmp6Type.Echo, 0x0001_0001, new byte[size], hopLimit: 64);

    internal static byte[] Solicit(string source, string destination, string target, MacAddress? link = null) =>
        Icmp(source, destination, Icmp6Type.NeighborSolicitation, 0, TargetAndLink(target, link, NdOptions.SourceLink));

    internal static byte[] Advertise(string source, string destination, string target, MacAddress link, uint flags) =>
        Icmp(source, destination, Icmp6Type.NeighborAdvertisement, flags, TargetAndLink(target, link, NdOptions.TargetLink));

    internal static byte[] Udp(string source, string destination, ushort sourcePort, ushort port, byte[] data)
    {
        byte[] datagram = new byte[UdpHeader.Size + data.Length];
        data.CopyTo(datagram, UdpHeader.Size);
        UdpHeader udp = new(datagram);
        udp.Write(sourcePort, port, datagram.Length);
        udp.WriteChecksum(Address(source), Address(destination));
        return datagram;
    }

    /// <summary>Returns a packet that carries a piece of what another would.</summary>
    internal static byte[] Fragment(
        string source, string destination, byte next, byte[] piece, int offset, bool isLast, uint identification, byte trafficClass = 0)
    {
        byte[] payload = new byte[Ip6Fragment.Size + piece.Length];
        new Ip6Fragment(payload).Write(next, offset, isLast, identification);
        piece.CopyTo(payload, Ip6Fragment.Size);
        return Ip(source, destination, IpProtocol.Fragment, payload, trafficClass: trafficClass);
    }

    /// <summary>Returns what an ICMPv6 message is, whose checksum is right.</summary>
    internal static (Icmp6Type Type, byte Code, uint Value) IcmpOf(byte[] packet)
    {
        Ip6Header ip = new(packet);
        Assert.Equal(IpProtocol.Icmp6, ip.NextHeader);
        Span<byte> message = ip.Payload;
        ulong pseudo = InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Icmp6, message.Length);
        Assert.Equal(0, InternetChecksum.Of(message, pseudo));
        Icmp6Header icmp = new(message);
        return (icmp.Type, icmp.Code, icmp.Rest);
    }

    internal static string TargetOf(byte[] packet) =>
        InAddress.Read(packet.AsSpan(Ip6Header.Size + Icmp6Header.Size)).ToString();

    private static byte[] TargetAndLink(string target, MacAddress? link, byte option)
    {
        byte[] body = new byte[InAddress.Size + (link is null ? 0 : NdOptions.ShortSize)];
        Address(target).Write(body);
        if (link is { } address)
        {
            NdOptions.WriteLink(body.AsSpan(InAddress.Size), option, address);
        }

        return body;
    }
}
