using System.Buffers.Binary;
using System.Net.NetworkInformation;

namespace Vimage.Net;

/// <summary>Echoes as messages of ICMP, of either family (RFC 792, RFC 4443).</summary>
internal static class EchoMessage
{
    private const int HeaderSize = 8;

    internal static byte[] Request(bool isIpv6, ushort id, ushort sequence, int dataSize)
    {
        byte[] message = new byte[HeaderSize + dataSize];
        message[0] = isIpv6 ? (byte)Icmp6Type.Echo : (byte)IcmpType.Echo;
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), id);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), sequence);
        if (!isIpv6)
        {
            // That of IPv6 covers addresses too, and is the stack's to make.
            BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(2), InternetChecksum.Of(message));
        }

        return message;
    }

    /// <summary>Says what a packet tells about a request; <see langword="null"/> if it tells nothing.</summary>
    /// <param name="isIpv6">The family: of IPv4, the packet has its header.</param>
    /// <param name="packet">The packet.</param>
    /// <param name="id">The request's number.</param>
    /// <param name="sequence">And its second one.</param>
    /// <param name="headerSize">The length of the header.</param>
    internal static IPStatus? StatusOf(bool isIpv6, Span<byte> packet, ushort id, ushort sequence, out int headerSize)
    {
        headerSize = isIpv6 ? 0 : new IpHeader(packet).HeaderLength;
        Span<byte> message = packet[headerSize..];
        if (message.Length < HeaderSize)
        {
            return null;
        }

        byte type = message[0];
        if (type == (isIpv6 ? (byte)Icmp6Type.EchoReply : (byte)IcmpType.EchoReply))
        {
            return IsOf(message, id, sequence) ? IPStatus.Success : null;
        }

        IPStatus? status = isIpv6 ? StatusOf((Icmp6Type)type) : StatusOf((IcmpType)type);
        return status is not null && Quotes(isIpv6, message[HeaderSize..], id, sequence) ? status : null;
    }

    private static IPStatus? StatusOf(IcmpType type) => type switch
    {
        IcmpType.Unreachable => IPStatus.DestinationUnreachable,
        IcmpType.TimeExceeded => IPStatus.TtlExpired,
        _ => null,
    };

    private static IPStatus? StatusOf(Icmp6Type type) => type switch
    {
        Icmp6Type.Unreachable => IPStatus.DestinationUnreachable,
        Icmp6Type.PacketTooBig => IPStatus.PacketTooBig,
        Icmp6Type.TimeExceeded => IPStatus.TtlExpired,
        _ => null,
    };

    // An error has the beginning of the packet that it is about.
    private static bool Quotes(bool isIpv6, Span<byte> quoted, ushort id, ushort sequence)
    {
        int size = isIpv6 ? Ip6Header.Size : quoted.Length < IpHeader.MinSize ? int.MaxValue : new IpHeader(quoted).HeaderLength;
        return quoted.Length - HeaderSize >= size && IsOf(quoted[size..], id, sequence);
    }

    private static bool IsOf(ReadOnlySpan<byte> message, ushort id, ushort sequence) =>
        BinaryPrimitives.ReadUInt16BigEndian(message[4..]) == id && BinaryPrimitives.ReadUInt16BigEndian(message[6..]) == sequence;
}
