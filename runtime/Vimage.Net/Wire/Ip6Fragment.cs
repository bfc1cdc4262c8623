using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The fragment header of IPv6 (RFC 8200, 4.5), over its bytes.</summary>
internal readonly ref struct Ip6Fragment(Span<byte> header)
{
    internal const int Size = 8;

    /// <summary>The place of the offset in the header, for who complains about it.</summary>
    internal const int OffsetOffset = 2;

    private readonly Span<byte> _bytes = header;

    internal byte NextHeader => _bytes[0];

    /// <summary>Gets the place of the fragment in the packet, in bytes.</summary>
    internal int Offset => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]) & 0xFFF8;

    internal bool IsLast => (_bytes[3] & 1) == 0;

    internal uint Identification => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    internal void Write(byte nextHeader, int offset, bool isLast, uint identification)
    {
        _bytes[0] = nextHeader;
        _bytes[1] = 0;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], (ushort)(offset | (isLast ? 0 : 1)));
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], identification);
    }
}
