using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>What a router says of a prefix (RFC 4861, 4.6.2), over the bytes of the option.</summary>
internal readonly ref struct NdPrefixOption(Span<byte> option)
{
    internal const int Size = 32;

    private const byte OnLinkFlag = 0x80;
    private const byte AutonomousFlag = 0x40;

    private readonly Span<byte> _bytes = option;

    internal int PrefixLength => _bytes[2];

    internal bool IsOnLink => (_bytes[3] & OnLinkFlag) != 0;

    internal bool IsAutonomous => (_bytes[3] & AutonomousFlag) != 0;

    /// <summary>Gets the seconds for which it is valid; all ones are for ever.</summary>
    internal uint ValidLifetime => BinaryPrimitives.ReadUInt32BigEndian(_bytes[4..]);

    /// <summary>Gets the seconds for which it is used for what is new.</summary>
    internal uint PreferredLifetime => BinaryPrimitives.ReadUInt32BigEndian(_bytes[8..]);

    internal InAddress Prefix => InAddress.Read(_bytes[16..]);

    internal void Write(InAddress prefix, int prefixLength, bool isOnLink, bool isAutonomous, uint valid, uint preferred)
    {
        _bytes.Clear();
        _bytes[0] = NdOptions.Prefix;
        _bytes[1] = Size / 8;
        _bytes[2] = (byte)prefixLength;
        _bytes[3] = (byte)((isOnLink ? OnLinkFlag : 0) | (isAutonomous ? AutonomousFlag : 0));
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[4..], valid);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[8..], preferred);
        prefix.Write(_bytes[16..]);
    }
}
