using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of an ICMPv6 message (RFC 4443, 2.1), over the bytes of the message.</summary>
internal readonly ref struct Icmp6Header(Span<byte> message)
{
    internal const int Size = 8;

    private readonly Span<byte> _bytes = message;

    internal Icmp6Type Type
    {
        get => (Icmp6Type)_bytes[0];
        set => _bytes[0] = (byte)value;
    }

    internal byte Code => _bytes[1];

    /// <summary>Gets what the type has the second word for: a pointer, an MTU, flags.</summary>
    internal uint Rest => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    internal Span<byte> Body => _bytes[Size..];

    internal void Write(Icmp6Type type, byte code, uint rest)
    {
        _bytes[0] = (byte)type;
        _bytes[1] = code;
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], rest);
    }

    /// <summary>Writes the checksum, which covers the addresses, too.</summary>
    internal void WriteChecksum(InAddress source, InAddress destination)
    {
        _bytes[2..4].Clear();
        ulong pseudo = InternetChecksum.PseudoHeader(source, destination, IpProtocol.Icmp6, _bytes.Length);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], InternetChecksum.Of(_bytes, pseudo));
    }
}
