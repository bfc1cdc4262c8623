namespace Vimage.Net.Tests;

/// <summary>What a frame is for a parser: two of the same shape take the same way through it.</summary>
internal static class FrameShape
{
    internal static string Of(byte[] frame)
    {
        ushort type = EthernetHeader.Type(frame);
        string link = $"{EthernetHeader.Destination(frame)} {type:x}";
        return type == EtherType.Arp ? $"{link} {new ArpHeader(frame.AsSpan(EthernetHeader.Size)).Operation}"
            : type == EtherType.Ipv4 ? $"{link} {OfIp(frame.AsSpan(EthernetHeader.Size))}"
            : link;
    }

    private static string OfIp(Span<byte> packet)
    {
        IpHeader ip = new(packet);
        string shape = $"{packet[0]} {ip.Protocol} {ip.Fragment & IpHeader.MoreFragments} {ip.FragmentOffset > 0} {packet.Length > ip.TotalLength} {Size(packet.Length)}";
        if (ip.HeaderLength < IpHeader.MinSize || ip.HeaderLength > packet.Length)
        {
            return shape;
        }

        Span<byte> payload = ip.Payload;
        shape += ip.HeaderLength > IpHeader.MinSize ? $" option {packet[IpHeader.MinSize]}" : "";
        return ip.IsFragment ? shape
            : ip.Protocol == IpProtocol.Icmp && payload.Length >= IcmpHeader.Size ? $"{shape} {payload[0]} {payload[1]}"
            : ip.Protocol == IpProtocol.Udp && payload.Length >= UdpHeader.Size ? $"{shape} {OfUdp(payload)}"
            : ip.Protocol == IpProtocol.Tcp && payload.Length >= TcpHeader.MinSize ? $"{shape} {OfTcp(payload)}"
            : shape;
    }

    // Of a message of the DNS: its flags, and how many records it has of each kind.
    private static string OfUdp(Span<byte> datagram) =>
        new UdpHeader(datagram).SourcePort == 53 && datagram.Length >= UdpHeader.Size + DnsQuery.HeaderSize
            ? Convert.ToHexString(datagram.Slice(UdpHeader.Size + 2, DnsQuery.HeaderSize - 2))
            : "";

    private static string OfTcp(Span<byte> segment)
    {
        TcpHeader tcp = new(segment);
        if (tcp.HeaderLength < TcpHeader.MinSize || tcp.HeaderLength > segment.Length)
        {
            return $"{tcp.Flags} {tcp.HeaderLength}";
        }

        TcpOptions options = TcpOptions.Read(tcp.Options);
        return $"{tcp.Flags} {tcp.HeaderLength} {options.SackCount} {tcp.Window == 0}";
    }

    // Payloads of about the same size are alike.
    private static int Size(int length) => length < 128 ? 0 : length < 600 ? 1 : 2;
}
