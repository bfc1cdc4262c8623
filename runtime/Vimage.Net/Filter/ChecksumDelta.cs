using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>What changes of words make of the checksums that cover them (RFC 1624, equation 3).</summary>
internal struct ChecksumDelta
{
    private ulong _sum;

    /// <summary>Writes a word in network order.</summary>
    internal void Replace(Span<byte> field, ushort value)
    {
        _sum += (ushort)~BinaryPrimitives.ReadUInt16BigEndian(field) + (ulong)value;
        BinaryPrimitives.WriteUInt16BigEndian(field, value);
    }

    /// <summary>Writes an address of its family, as it is on the wire.</summary>
    internal void Replace(Span<byte> field, InAddress value)
    {
        Span<byte> bytes = stackalloc byte[InAddress.Size];
        if (value.IsIpv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes, value.Ipv4);
            bytes = bytes[..sizeof(uint)];
        }
        else
        {
            value.Write(bytes);
        }

        for (int i = 0; i < bytes.Length; i += sizeof(ushort))
        {
            Replace(field[i..], BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]));
        }
    }

    /// <summary>Adds what has changed elsewhere that the same checksum covers.</summary>
    internal void Add(ChecksumDelta other) => _sum += other._sum;

    /// <summary>Returns a checksum after the changes.</summary>
    internal readonly ushort Apply(ushort checksum)
    {
        ulong sum = (ushort)~checksum + _sum;
        while (sum >> 16 != 0)
        {
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return (ushort)~sum;
    }

    /// <summary>Keeps a checksum right that is in a packet.</summary>
    internal readonly void Apply(Span<byte> field) =>
        BinaryPrimitives.WriteUInt16BigEndian(field, Apply(BinaryPrimitives.ReadUInt16BigEndian(field)));
}
