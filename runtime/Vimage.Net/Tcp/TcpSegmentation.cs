namespace Vimage.Net;

/// <summary>
/// The segments of a packet that stands for several, one after the other, for a link that takes no more than one. The packet stays
/// with who has it. (FreeBSD: <c>tcp_tso_segment</c> of drivers.)
/// </summary>
/// <param name="packet">The packet.</param>
/// <param name="linkHeader">The bytes before its IP header.</param>
/// <param name="pool">Where the segments are from.</param>
internal ref struct TcpSegmentation(Mbuf packet, int linkHeader, MbufPool pool)
{
    private readonly int _headers = HeadersOf(packet, linkHeader);
    private int _offset;

    /// <summary>Gets the segment, which is the caller's.</summary>
    public Mbuf Current { get; private set; } = null!;

    public readonly TcpSegmentation GetEnumerator() => this;

    public bool MoveNext()
    {
        int left = packet.Length - _headers - _offset;
        if (left <= 0)
        {
            return false;
        }

        int length = Math.Min(packet.SegmentSize, left);
        Mbuf segment = pool.Get(_headers + length);
        segment.Flags = packet.Flags & ~MbufFlags.NoTcpChecksum;
        segment.PriorityCodePoint = packet.PriorityCodePoint;
        Span<byte> bytes = segment.Append(_headers + length);
        packet.Span[.._headers].CopyTo(bytes);
        packet.Span.Slice(_headers + _offset, length).CopyTo(bytes[_headers..]);
        Finish(bytes[linkHeader..], _offset, isLast: length == left);
        _offset += length;
        Current = segment;
        return true;
    }

    private static int HeadersOf(Mbuf packet, int linkHeader)
    {
        Span<byte> bytes = packet.Span[linkHeader..];
        int header = IpPacket.ReadPlain(bytes).Length;
        return linkHeader + header + new TcpHeader(bytes[header..]).HeaderLength;
    }

    private static void Finish(Span<byte> bytes, int offset, bool isLast)
    {
        IpPacket.WriteLength(bytes);
        NetworkHeader ip = IpPacket.ReadPlain(bytes);
        TcpHeader tcp = new(bytes[ip.Length..]);
        tcp.Sequence += (uint)offset;
        if (offset > 0)
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
