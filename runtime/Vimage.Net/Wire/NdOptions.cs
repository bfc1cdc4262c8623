using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The options of a message of neighbour discovery (RFC 4861, 4.6), one after the other.</summary>
/// <param name="bytes">All of them.</param>
internal ref struct NdOptions(Span<byte> bytes)
{
    internal const byte SourceLink = 1;
    internal const byte TargetLink = 2;
    internal const byte Prefix = 3;
    internal const byte Redirected = 4;
    internal const byte Mtu = 5;

    /// <summary>The length of an option with a link-layer address, and of one with an MTU.</summary>
    internal const int ShortSize = 8;

    private Span<byte> _rest = bytes;

    /// <summary>Gets the option, with its type and length.</summary>
    public Span<byte> Current { get; private set; }

    public readonly NdOptions GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        int length = _rest[1] * 8;
        Current = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    /// <summary>Returns whether all have a length, and end with the last one: one that does not spoils the message.</summary>
    internal static bool AreWellFormed(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length >= 2)
        {
            int length = bytes[1] * 8;
            if (length == 0 || length > bytes.Length)
            {
                return false;
            }

            bytes = bytes[length..];
        }

        return bytes.IsEmpty;
    }

    /// <summary>Returns the link-layer address of an option of that type, if there is one.</summary>
    internal static MacAddress? FindLink(Span<byte> options, byte type)
    {
        foreach (Span<byte> option in new NdOptions(options))
        {
            if (option[0] == type && option.Length == ShortSize)
            {
                return MacAddress.Read(option[2..]);
            }
        }

        return null;
    }

    internal static void WriteLink(Span<byte> option, byte type, MacAddress link)
    {
        option[0] = type;
        option[1] = ShortSize / 8;
        link.Write(option[2..]);
    }

    internal static void WriteMtu(Span<byte> option, int mtu)
    {
        option[0] = Mtu;
        option[1] = ShortSize / 8;
        option[2..4].Clear();
        BinaryPrimitives.WriteInt32BigEndian(option[4..], mtu);
    }
}
