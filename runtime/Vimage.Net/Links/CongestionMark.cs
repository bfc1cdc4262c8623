namespace Vimage.Net;

/// <summary>Explicit congestion notification (RFC 3168, section 5): two bits of the type of service.</summary>
internal static class CongestionMark
{
    private const byte Mask = 3;
    private const byte NotCapable = 0;
    private const byte Experienced = 3;

    /// <summary>Sets the mark in an Ethernet frame with an IPv4 packet whose sender takes such marks.</summary>
    /// <returns>Whether that is what it was.</returns>
    internal static bool TrySet(Span<byte> frame)
    {
        if (frame.Length < EthernetHeader.Size + IpHeader.MinSize || EthernetHeader.Type(frame) != EtherType.Ipv4)
        {
            return false;
        }

        Span<byte> packet = frame[EthernetHeader.Size..];
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
}
