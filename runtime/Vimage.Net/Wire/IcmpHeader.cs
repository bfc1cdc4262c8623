using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of an ICMP message (RFC 792).</summary>
internal readonly ref struct IcmpHeader(Span<byte> message)
{
    internal const int Size = 8;

    private readonly Span<byte> _bytes = message;

    internal IcmpType Type => (IcmpType)_bytes[0];

    internal byte Code => _bytes[1];

    /// <summary>Gets the four bytes that each type has its own use for.</summary>
    internal uint Rest => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    internal void Write(IcmpType type, byte code, uint rest)
    {
        _bytes[0] = (byte)type;
        _bytes[1] = code;
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], rest);
        WriteChecksum();
    }

    /// <summary>Turns an echo into its reply, which has the same bytes but for the type.</summary>
    internal void MakeEchoReply()
    {
        _bytes[0] = (byte)IcmpType.EchoReply;
        WriteChecksum();
    }

    private void WriteChecksum()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[2..], InternetChecksum.Of(_bytes));
    }
}
