using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>A CARP advertisement, version 2. (FreeBSD: <c>struct carp_header</c>.)</summary>
internal readonly ref struct CarpHeader(Span<byte> message)
{
    internal const int Size = 36;

    internal const byte Version = 2;

    internal const byte Advertisement = 1;

    /// <summary>The length of the proof that the sender knows the password (HMAC-SHA1).</summary>
    internal const int DigestSize = 20;

    private const int ChecksumOffset = 6;
    private const int CounterOffset = 8;
    private const int DigestOffset = 16;

    // Of the counter and the digest, in words of 32 bits.
    private const byte AuthenticationLength = (Size - CounterOffset) / 4;

    private readonly Span<byte> _bytes = message[..Size];

    internal int VersionField => _bytes[0] >> 4;

    internal byte Vhid => _bytes[1];

    internal byte AdvSkew => _bytes[2];

    internal byte AdvBase => _bytes[5];

    internal ulong Counter => BinaryPrimitives.ReadUInt64BigEndian(_bytes[CounterOffset..]);

    internal Span<byte> Digest => _bytes.Slice(DigestOffset, DigestSize);

    internal bool HasRightChecksum => InternetChecksum.Of(_bytes) == 0;

    /// <summary>Writes all but the digest and the checksum.</summary>
    internal void Write(int vhid, int advBase, int advSkew, ulong counter)
    {
        _bytes.Clear();
        _bytes[0] = (Version << 4) | Advertisement;
        _bytes[1] = (byte)vhid;
        _bytes[2] = (byte)advSkew;
        _bytes[3] = AuthenticationLength;
        _bytes[5] = (byte)advBase;
        BinaryPrimitives.WriteUInt64BigEndian(_bytes[CounterOffset..], counter);
    }

    internal void WriteChecksum()
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[ChecksumOffset..], 0);
        BinaryPrimitives.WriteUInt16BigEndian(_bytes[ChecksumOffset..], InternetChecksum.Of(_bytes));
    }
}
