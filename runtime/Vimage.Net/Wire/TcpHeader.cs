using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of a TCP segment (RFC 9293, 3.1), over the bytes of the segment.</summary>
internal readonly ref struct TcpHeader(Span<byte> segment)
{
    /// <summary>The length without options.</summary>
    internal const int MinSize = 20;
    internal const int MaxOptions = 40;

    /// <summary>The largest window that the header has room for.</summary>
    internal const int MaxWindow = 65535;

    private const int ChecksumOffset = 16;

    private readonly Span<byte> _bytes = segment;

    internal ushort SourcePort => BinaryPrimitives.ReadUInt16BigEndian(_bytes);

    internal ushort DestinationPort => BinaryPrimitives.ReadUInt16BigEndian(_bytes[2..]);

    internal uint Sequence
    {
        get => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);
        set => BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], value);
    }

    internal uint Acknowledgment => BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]);

    internal int HeaderLength => (_bytes[12] >> 4) * 4;

    internal TcpFlags Flags
    {
        get => (TcpFlags)_bytes[13];
        set => _bytes[13] = (byte)value;
    }

    /// <summary>Gets the window as it is written, before any scale.</summary>
    internal ushort Window => BinaryPrimitives.ReadUInt16BigEndian(_bytes[14..]);

    internal ushort UrgentPointer => BinaryPrimitives.ReadUInt16BigEndian(_bytes[18..]);

    internal ReadOnlySpan<byte> Options => _bytes[MinSize..HeaderLength];

    internal Span<byte> Payload => _bytes[HeaderLength..];

    /// <summary>Writes all but the options, which are there, and the checksum.</summary>
    internal void Write(in TcpFields fields, int headerLength)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes, fields.SourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], fields.DestinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], fields.Sequence);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[8..], fields.Acknowledgment);
        _bytes[12] = (byte)(headerLength / 4 << 4);
        _bytes[13] = (byte)fields.Flags;
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[14..], fields.Window);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[18..], fields.UrgentPointer);
    }

    internal void WriteChecksum(InAddress source, InAddress destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[ChecksumOffset..], 0);
        ushort checksum = InternetChecksum.Of(_bytes, InternetChecksum.PseudoHeader(source, destination, IpProtocol.Tcp, _bytes.Length));
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[ChecksumOffset..], checksum);
    }
}
