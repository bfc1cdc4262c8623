namespace Vimage.Net;

/// <summary>Makes segments of a packet that stands for several, for a link that takes no more than one. (FreeBSD: <c>tcp_tso</c> in drivers.)</summary>
internal static class TcpSegmentation
{
    /// <summary>Sends the segments of a packet, and frees it.</summary>
    internal static void Output(Mbuf packet, Ifnet @interface, uint nextHop)
    {
        IpHeader ip = new(packet.Span);
        int headers = ip.HeaderLength + new TcpHeader(ip.Payload).HeaderLength;
        int size = packet.SegmentSize;
        for (int offset = 0; offset < packet.Length - headers; offset += size)
        {
            int length = Math.Min(size, packet.Length - headers - offset);
            Mbuf segment = @interface.Netisr.Pool.Get(headers + length);
            segment.Flags = packet.Flags & MbufFlags.Forwarded;
            Span<byte> bytes = segment.Append(headers + length);
            packet.Span[..headers].CopyTo(bytes);
            packet.Span.Slice(headers + offset, length).CopyTo(bytes[headers..]);
            Finish(bytes, offset, isFirst: offset == 0, isLast: offset + length == packet.Length - headers);
            @interface.Output(segment, nextHop);
        }

        packet.Free();
    }

    private static void Finish(Span<byte> bytes, int offset, bool isFirst, bool isLast)
    {
        IpHeader ip = new(bytes) { TotalLength = bytes.Length };
        ip.WriteChecksum();
        TcpHeader tcp = new(ip.Payload);
        tcp.Sequence += (uint)offset;
        if (!isFirst)
        {
            tcp.Flags &= ~TcpFlags.Cwr;
        }

        if (!isLast)
        {
            tcp.Flags &= ~(TcpFlags.Fin | TcpFlags.Psh);
        }

        tcp.WriteChecksum(ip.Source, ip.Destination);
    }
}
