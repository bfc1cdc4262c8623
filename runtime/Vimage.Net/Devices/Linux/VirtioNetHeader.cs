using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>
/// What goes before a frame to and from a TAP device that takes several segments at once: <c>struct virtio_net_hdr</c> (VIRTIO 1.2,
/// 5.1.6), in the byte order of the machine.
/// </summary>
internal readonly ref struct VirtioNetHeader(Span<byte> bytes)
{
    internal const int Size = 10;

    private const byte NeedsChecksum = 1;
    private const byte SegmentsTcp4 = 1;
    private const byte SegmentsTcp6 = 4;

    // The other bit says that the first segment alone has the congestion mark.
    private const byte TypeMask = 0x7F;

    private readonly Span<byte> _bytes = bytes;

    /// <summary>Gets the bytes of data of each segment; 0 if the frame is one.</summary>
    internal int SegmentSize => (_bytes[1] & TypeMask) is SegmentsTcp4 or SegmentsTcp6 ? Read(4) : 0;

    /// <summary>Gets a value indicating whether the checksum in the frame is only that of the pseudo header.</summary>
    internal bool HasPartialChecksum => (_bytes[0] & NeedsChecksum) != 0;

    /// <summary>Gets where in the frame begins what the checksum is of.</summary>
    internal int ChecksumStart => Read(6);

    /// <summary>Gets where it is, from there.</summary>
    internal int ChecksumOffset => Read(8);

    /// <summary>The frame is what it seems.</summary>
    internal void WriteWhole() => _bytes[..Size].Clear();

    /// <summary>The frame has a checksum that is to be made; and it may stand for several segments, each with those headers.</summary>
    /// <param name="isIpv6">Whether it is a packet of IPv6.</param>
    /// <param name="headerLength">The bytes before the data.</param>
    /// <param name="segmentSize">The bytes of data of each segment; 0 if the frame is one.</param>
    /// <param name="checksumStart">Where begins what the checksum is of.</param>
    /// <param name="checksumOffset">Where it is, from there.</param>
    internal void WritePartial(bool isIpv6, int headerLength, int segmentSize, int checksumStart, int checksumOffset)
    {
        _bytes[0] = NeedsChecksum;
        _bytes[1] = segmentSize == 0 ? (byte)0 : isIpv6 ? SegmentsTcp6 : SegmentsTcp4;
        Write(2, headerLength);
        Write(4, segmentSize);
        Write(6, checksumStart);
        Write(8, checksumOffset);
    }

    private int Read(int offset) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(_bytes[offset..]) : BinaryPrimitives.ReadUInt16BigEndian(_bytes[offset..]);

    private void Write(int offset, int value)
    {
        if (BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes[offset..], (ushort)value);
        }
        else
        {
            BinaryPrimitives.WriteUInt16BigEndian(_bytes[offset..], (ushort)value);
        }
    }
}
