namespace Vimage.Net;

/// <summary>Explicit congestion notification (RFC 3168, section 5): two bits of the type of service.</summary>
internal static class CongestionMark
{
    private const byte Mask = 3;
    private const byte NotCapable = 0;
    private const byte Experienced = 3;

    /// <summary>Sets the mark in an Ethernet frame with an IP packet whose sender takes such marks.</summary>
    /// <returns>Whether that is what it was.</returns>
    internal static bool TrySet(Span<byte> frame)
    {
        if (frame.Length < EthernetHeader.Size + IpHeader.MinSize)
        {
            return false;
        }

        Span<byte> packet = frame[EthernetHeader.Size..];
        return EthernetHeader.Type(frame) switch
        {
            EtherType.Ipv4 => TrySetIpv4(packet),
            EtherType.Ipv6 => TrySetIpv6(packet),
            _ => false,
        };
    }

    private static bool TrySetIpv4(Span<byte> packet)
    {
        if ((packet[1] & Mask) == NotCapable)
        {
            return false;
        }

        // The word of version, header length and type of service.
        ushort before = (ushort)((packet[0] << 8) | packet[1]);
        packet[1] |= Experienced;
        IpHeader ip = new(packet);
        ip.Checksum = InternetChecksum.Update(ip.Checksum, before, (ushort)(before | Experienced));
        return true;
    }

    private static bool TrySetIpv6(Span<byte> packet)
    {
        Ip6Header ip = new(packet);
        byte before = ip.TrafficClass;
        if ((before & Mask) == NotCapable)
        {
            return false;
        }

        ip.TrafficClass = (byte)(before | Experienced);
        return true;
    }
}
