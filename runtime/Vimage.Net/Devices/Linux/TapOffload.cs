using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>What a stack and a kernel spare each other: segments that are not cut, checksums that are not made. Frames without and with the header for it.</summary>
internal static class TapOffload
{
    private const int TcpChecksumOffset = 16;

    /// <summary>Puts the header before a frame that the kernel is to have.</summary>
    internal static void Wrap(Mbuf frame)
    {
        int segmentSize = frame.SegmentSize;
        Span<byte> header = frame.Prepend(VirtioNetHeader.Size);
        if (segmentSize == 0)
        {
            new VirtioNetHeader(header).WriteWhole();
            return;
        }

        IpHeader ip = new(frame.Span[(VirtioNetHeader.Size + EthernetHeader.Size)..]);
        Span<byte> segment = ip.Payload;
        int start = EthernetHeader.Size + ip.HeaderLength;
        ulong pseudo = InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Tcp, segment.Length);
        BinaryPrimitives.WriteUInt16BigEndian(segment[TcpChecksumOffset..], (ushort)~InternetChecksum.Of([], pseudo));
        new VirtioNetHeader(header).WriteSegments(start + new TcpHeader(segment).HeaderLength, segmentSize, start, TcpChecksumOffset);
    }

    /// <summary>Takes the header off a frame from the kernel, and makes the checksum that it has left out.</summary>
    /// <returns>Whether the frame is as long as the header says.</returns>
    internal static bool TryUnwrap(Mbuf frame)
    {
        if (frame.Length < VirtioNetHeader.Size + EthernetHeader.Size)
        {
            return false;
        }

        VirtioNetHeader header = new(frame.Span);
        frame.TrimFront(VirtioNetHeader.Size);
        frame.SegmentSize = header.SegmentSize;
        if (!header.HasPartialChecksum)
        {
            return true;
        }

        if (header.ChecksumStart + header.ChecksumOffset + sizeof(ushort) > frame.Length)
        {
            return false;
        }

        Span<byte> covered = frame.Span[header.ChecksumStart..];
        ushort checksum = InternetChecksum.Of(covered);

        // UDP has no checksum 0 (RFC 768); it has the same value as this.
        bool isUdp = header.ChecksumOffset == 6;
        BinaryPrimitives.WriteUInt16BigEndian(covered[header.ChecksumOffset..], isUdp && checksum == 0 ? ushort.MaxValue : checksum);
        frame.Flags |= MbufFlags.DataChecksumValid;
        return true;
    }
}
