namespace Vimage.Net;

/// <summary>Where one is among the headers of an IPv6 packet (RFC 8200, 4).</summary>
internal struct ExtensionHeaders
{
    internal ExtensionHeaders(Span<byte> packet)
    {
        Offset = Ip6Header.Size;
        Place = Ip6Header.NextHeaderOffset;
        Next = packet[Place];
    }

    /// <summary>What the header is that comes next.</summary>
    internal byte Next { get; private set; }

    /// <summary>Where it begins.</summary>
    internal int Offset { get; private set; }

    /// <summary>Where the byte is that says what it is.</summary>
    internal int Place { get; private set; }

    /// <summary>Gets or sets how many were passed.</summary>
    internal int Count { get; set; }

    internal readonly bool IsExtension =>
        Next is IpProtocol.HopByHop or IpProtocol.DestinationOptions or IpProtocol.Routing or IpProtocol.Fragment;

    /// <summary>Returns the length that a header says: its second byte, in units of 8 bytes without the first.</summary>
    internal static int LengthOf(ReadOnlySpan<byte> header) => (header[1] + 1) * 8;

    /// <summary>Goes on behind the header, of which at least the first 8 bytes are there.</summary>
    internal void Pass(ReadOnlySpan<byte> packet)
    {
        int length = Next == IpProtocol.Fragment ? Ip6Fragment.Size : LengthOf(packet[Offset..]);
        Place = Offset;
        Next = packet[Offset];
        Offset += length;
    }
}
