using System.Buffers.Binary;
using System.Net;

namespace Vimage.Net.Tests;

/// <summary>Packets as others send them.</summary>
internal static class Packets
{
    internal static uint Address(string text) => Ipv4.FromAddress(IPAddress.Parse(text));

    internal static byte[] Ip(string source, string destination, byte protocol, byte[] payload, byte ttl = 64, ushort fragment = 0, byte[]? options = null)
    {
        options ??= [];
        int headerLength = IpHeader.MinSize + options.Length;
        byte[] packet = new byte[headerLength + payload.Length];
        IpHeader ip = new(packet);
        ip.Write(
            new IpFields
            {
                Source = Address(source),
                Destination = Address(destination),
                Protocol = protocol,
                TimeToLive = ttl,
                Options = options,
            },
            packet.Length,
            0x1234);
        ip.Fragment = fragment;
        ip.WriteChecksum();
        payload.CopyTo(packet, headerLength);
        return packet;
    }

    internal static byte[] Echo(int size = 8)
    {
        byte[] message = new byte[IcmpHeader.Size + size];
        new Random(size).NextBytes(message.AsSpan(IcmpHeader.Size));
        new IcmpHeader(message).Write(IcmpType.Echo, 0, 0x0001_0001);
        return message;
    }

    internal static byte[] Udp(string source, string destination, ushort sourcePort, ushort port, byte[] data)
    {
        byte[] datagram = new byte[UdpHeader.Size + data.Length];
        data.CopyTo(datagram, UdpHeader.Size);
        UdpHeader udp = new(datagram);
        udp.Write(sourcePort, port, datagram.Length);
        udp.WriteChecksum(Address(source), Address(destination));
        return datagram;
    }

    internal static byte[] Tcp(string source, string destination, in TcpFields fields, in TcpOptions options, ReadOnlySpan<byte> data, byte typeOfService = 0)
    {
        Span<byte> room = stackalloc byte[TcpHeader.MaxOptions];
        int headerLength = TcpHeader.MinSize + options.Write(room);
        byte[] segment = new byte[headerLength + data.Length];
        room[..(headerLength - TcpHeader.MinSize)].CopyTo(segment.AsSpan(TcpHeader.MinSize));
        data.CopyTo(segment.AsSpan(headerLength));
        TcpHeader tcp = new(segment);
        tcp.Write(fields, headerLength);
        tcp.WriteChecksum(Address(source), Address(destination));
        byte[] packet = Ip(source, destination, IpProtocol.Tcp, segment);
        packet[1] = typeOfService;
        new IpHeader(packet).WriteChecksum();
        return packet;
    }

    internal static byte[] Arp(ushort operation, MacAddress senderLink, string sender, string target)
    {
        byte[] frame = new byte[EthernetHeader.Size + ArpHeader.Size];
        EthernetHeader.Write(frame, MacAddress.Broadcast, senderLink, EtherType.Arp);
        new ArpHeader(frame.AsSpan(EthernetHeader.Size)).Write(operation, senderLink, Address(sender), default, Address(target));
        return frame;
    }

    internal static (IcmpType Type, byte Code) IcmpOf(byte[] packet)
    {
        IpHeader ip = new(packet);
        Assert.Equal(IpProtocol.Icmp, ip.Protocol);
        Assert.Equal(0, InternetChecksum.Of(ip.Payload));
        IcmpHeader icmp = new(ip.Payload);
        return (icmp.Type, icmp.Code);
    }

    internal static ushort WordAt(byte[] packet, int offset) => BinaryPrimitives.ReadUInt16BigEndian(packet.AsSpan(offset));
}
