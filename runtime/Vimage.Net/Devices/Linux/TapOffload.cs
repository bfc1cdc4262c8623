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
        Span<byte> packet = frame.Span[(VirtioNetHeader.Size + linkHeader)..];
        NetworkHeader ip = IpPacket.ReadPlain(packet);
        Span<byte> segment = packet[ip.Length..IpPacket.LengthOf(packet)];
        int start = linkHeader + ip.Length;
        ulong pseudo = InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Tcp, segment.Length);
        BinaryPrimitives.WriteUInt16BigEndian(segment[TcpChecksumOffset..], (ushort)~InternetChecksum.Of([], pseudo));
        new VirtioNetHeader(header).WritePartial(IpPacket.Version(packet) == 6, start + new TcpHeader(segment).HeaderLength, frame.SegmentSize, start, TcpChecksumOffset);
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
        Span<byte> packet = frame[linkHeader..];
        bool isTcp = EthernetHeader.PayloadType(frame, linkHeader) switch
        {
            EtherType.Ipv4 => IsTcpOverIpv4(packet),
            EtherType.Ipv6 => IsTcpOverIpv6(packet),
            _ => false,
        };
        if (!isTcp)
        {
            return false;
        }

        int before = IpPacket.ReadPlain(packet).Length;
        int length = IpPacket.LengthOf(packet);
        if (start != linkHeader + before || length > packet.Length || length < before + TcpHeader.MinSize)
        {
            return false;
        }

        int headerLength = new TcpHeader(packet[before..]).HeaderLength;
        return headerLength >= TcpHeader.MinSize && headerLength <= length - before;
    }

    private static bool IsTcpOverIpv4(Span<byte> packet) =>
        packet.Length >= IpHeader.MinSize
        && new IpHeader(packet) is { Version: 4, Protocol: IpProtocol.Tcp, IsFragment: false, HeaderLength: >= IpHeader.MinSize };

    private static bool IsTcpOverIpv6(Span<byte> packet) =>
        packet.Length >= Ip6Header.Size && new Ip6Header(packet) is { Version: 6, NextHeader: IpProtocol.Tcp };
}
