namespace Vimage.Net;

/// <summary>What is the same of packets of both families, which the first four bits tell apart.</summary>
internal static class IpPacket
{
    internal static int Version(ReadOnlySpan<byte> packet) => packet[0] >> 4;

    /// <summary>Reads the header of a packet that the stack has made or looked at, and that has no extension headers.</summary>
    internal static NetworkHeader ReadPlain(Span<byte> packet)
    {
        if (Version(packet) == 4)
        {
            return NetworkHeader.Of(new IpHeader(packet));
        }

        Ip6Header ip = new(packet);
        return new NetworkHeader(ip.Source, ip.Destination, Ip6Header.Size, ip.TrafficClass);
    }

    /// <summary>Returns where a packet ends: the length is believed.</summary>
    internal static int LengthOf(Span<byte> packet) =>
        Version(packet) == 4 ? new IpHeader(packet).TotalLength : Ip6Header.Size + new Ip6Header(packet).PayloadLength;

    /// <summary>Makes the header say how long the packet is.</summary>
    internal static void WriteLength(Span<byte> packet)
    {
        if (Version(packet) == 4)
        {
            IpHeader ip = new(packet) { TotalLength = packet.Length };
            ip.WriteChecksum();
        }
        else
        {
            Ip6Header ip = new(packet);
            ip.PayloadLength = packet.Length - Ip6Header.Size;
        }
    }
}
