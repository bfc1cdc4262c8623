using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>What a stack and a kernel spare each other: segments that are not cut, checksums that are not made. Frames without and with the header for it.</summary>
internal static class TapOffload
{
    private const int TcpChecksumOffset = 16;

    /// <summary>Puts the header before a frame that the kernel is to have.</summary>
    internal static void Wrap(Mbuf frame)
    {
        bool isWhole = frame.SegmentSize == 0 && (frame.Flags & MbufFlags.NoTcpChecksum) == 0;
        Span<byte> header = frame.Prepend(VirtioNetHeader.Size);
        if (isWhole)
        {
            new VirtioNetHeader(header).WriteWhole();
            return;
        }

        int linkHeader = EthernetHeader.SizeOf(frame.Span[VirtioNetHeader.Size..]);
        IpHeader ip = new(frame.Span[(VirtioNetHeader.Size + linkHeader)..]);
        Span<byte> segment = ip.Segment;
        int start = linkHeader + ip.HeaderLength;
        ulong pseudo = InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Tcp, segment.Length);
        BinaryPrimitives.WriteUInt16BigEndian(segment[TcpChecksumOffset..], (ushort)~InternetChecksum.Of([], pseudo));
        new VirtioNetHeader(header).WritePartial(start + new TcpHeader(segment).HeaderLength, frame.SegmentSize, start, TcpChecksumOffset);
    }

    /// <summary>Takes the header off a frame from the kernel, and makes the checksum that it has left out, unless it is TCP's.</summary>
    /// <returns>Whether the frame is what the header says.</returns>
    internal static bool TryUnwrap(Mbuf frame)
    {
        if (frame.Length < VirtioNetHeader.Size + EthernetHeader.Size)
        {
            return false;
        }

        VirtioNetHeader header = new(frame.Span);
        frame.TrimFront(VirtioNetHeader.Size);
        if (!header.HasPartialChecksum)
        {
            return header.SegmentSize == 0;
        }

        if (header.SegmentSize > 0 || header.ChecksumOffset == TcpChecksumOffset)
        {
            // Who gets it makes the segments and their checksums, and relies on what its headers say.
            frame.SegmentSize = header.SegmentSize;
            frame.Flags |= MbufFlags.NoTcpChecksum;
            return IsTcp(frame.Span, header.ChecksumStart);
        }

        if (header.ChecksumStart + header.ChecksumOffset + sizeof(ushort) > frame.Length)
        {
            return false;
        }

        Span<byte> covered = frame.Span[header.ChecksumStart..];
        ushort checksum = InternetChecksum.Of(covered);

        // UDP has no checksum 0 (RFC 768); it has the same value as this, which TCP knows too.
        BinaryPrimitives.WriteUInt16BigEndian(covered[header.ChecksumOffset..], checksum == 0 ? ushort.MaxValue : checksum);
        frame.Flags |= MbufFlags.DataChecksumValid;
        return true;
    }

    private static bool IsTcp(Span<byte> frame, int start)
    {
        int linkHeader = EthernetHeader.SizeOf(frame);
        if (EthernetHeader.PayloadType(frame, linkHeader) != EtherType.Ipv4 || frame.Length < linkHeader + IpHeader.MinSize)
        {
            return false;
        }

        IpHeader ip = new(frame[linkHeader..]);
        if (ip.Protocol != IpProtocol.Tcp || ip.IsFragment || ip.HeaderLength < IpHeader.MinSize || start != linkHeader + ip.HeaderLength
            || ip.TotalLength > frame.Length - linkHeader || ip.TotalLength < ip.HeaderLength + TcpHeader.MinSize)
        {
            return false;
        }

        int headerLength = new TcpHeader(ip.Segment).HeaderLength;
        return headerLength >= TcpHeader.MinSize && headerLength <= ip.Segment.Length;
    }
}
