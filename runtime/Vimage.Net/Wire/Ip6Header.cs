using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of an IPv6 packet (RFC 8200, 3), over the bytes of the packet.</summary>
internal readonly ref struct Ip6Header(Span<byte> packet)
{
    internal const int Size = 40;

    /// <summary>What follows the header at most; a jumbogram (RFC 2675) is none of ours.</summary>
    internal const int MaxPayload = 65535;

    /// <summary>What every link carries (RFC 8200, 5).</summary>
    internal const int MinMtu = 1280;

    /// <summary>The place of the number of the header that follows, for who changes it.</summary>
    internal const int NextHeaderOffset = 6;

    private readonly Span<byte> _bytes = packet;

    internal int Version => _bytes[0] >> 4;

    internal byte TrafficClass
    {
        get => (byte)(BinaryPrimitives.ReadUInt16BigEndian(_bytes) >> 4);
        set => BinaryPrimitives.WriteUInt16BigEndian(
            _bytes, (ushort)((BinaryPrimitives.ReadUInt16BigEndian(_bytes) & 0xF00F) | (value << 4)));
    }

    internal uint FlowLabel => BinaryPrimitives.ReadUInt32BigEndian(_bytes) & 0xF_FFFF;

    internal int PayloadLength
    {
        get => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);
        set => BinaryPrimitives.WriteUInt16BigEndian(_bytes[4..], (ushort)value);
    }

    internal byte NextHeader
    {
        get => _bytes[NextHeaderOffset];
        set => _bytes[NextHeaderOffset] = value;
    }

    internal byte HopLimit
    {
        get => _bytes[7];
        set => _bytes[7] = value;
    }

    /// <summary>Gets the address as it is on the wire.</summary>
    internal InAddress Source => InAddress.Read(_bytes[8..]);

    /// <inheritdoc cref="Source"/>
    internal InAddress Destination
    {
        get => InAddress.Read(_bytes[24..]);
        set => value.Write(_bytes[24..]);
    }

    internal Span<byte> Payload => _bytes[Size..];

    internal void Write(in IpFields fields, byte nextHeader, int payloadLength)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes, (6u << 28) | ((uint)fields.TypeOfService << 20) | (fields.FlowLabel & 0xF_FFFF));
        PayloadLength = payloadLength;
        NextHeader = nextHeader;
        HopLimit = fields.TimeToLive;
        fields.Source.Write(_bytes[8..]);
        fields.Destination.Write(_bytes[24..]);
    }
}
