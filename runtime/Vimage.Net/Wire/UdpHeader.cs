using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of a UDP datagram (RFC 768).</summary>
internal readonly ref struct UdpHeader(Span<byte> datagram)
{
    internal const int Size = 8;

    private readonly Span<byte> _bytes = datagram;

    internal ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    internal ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    internal int Length => BinaryPrimitives.ReadUInt16BigEndian(_bytes[4..]);

    internal ushort Checksum => BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]);

    internal void Write(ushort sourcePort, ushort destinationPort, int length)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes, sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], destinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[4..], (ushort)length);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[6..], 0);
    }

    /// <summary>Writes the checksum. One that comes out as 0 is sent as all ones: 0 says that there is none.</summary>
    internal void WriteChecksum(InAddress source, InAddress destination)
    {
        ushort checksum = InternetChecksum.Of(_bytes, InternetChecksum.PseudoHeader(source, destination, IpProtocol.Udp, _bytes.Length));
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[6..], checksum == 0 ? (ushort)0xFFFF : checksum);
    }
}
