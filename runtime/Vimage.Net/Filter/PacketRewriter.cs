using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>
/// Gives packets other addresses and ports, in place, and keeps their checksums as right or wrong as they were. (FreeBSD:
/// <c>pf_change_ap</c>, <c>pf_change_icmp</c>.)
/// </summary>
internal static class PacketRewriter
{
    private const int IpChecksumOffset = 10;
    private const int IcmpChecksumOffset = 2;
    private const int EchoOffset = 4;

    /// <summary>Gives a packet another source, or another destination.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="info">What it says of itself.</param>
    /// <param name="isSource">Whether it is the source.</param>
    /// <param name="address">The address.</param>
    /// <param name="port">The port, or the number of an echo; not looked at where the protocol has none.</param>
    internal static void Rewrite(Mbuf packet, in PacketInfo info, bool isSource, InAddress address, ushort port)
    {
        Span<byte> bytes = packet.Span;
        bool hasChecksum = (packet.Flags & MbufFlags.NoTcpChecksum) == 0;
        _ = Rewrite(bytes, info, isSource, address, port, hasChecksum);
    }

    /// <summary>
    /// Undoes a translation in an ICMP error: in the packet that it quotes, and in its own address if that is the translated one.
    /// </summary>
    /// <param name="packet">The error.</param>
    /// <param name="info">What it says of itself.</param>
    /// <param name="quoted">What the packet says that it quotes.</param>
    /// <param name="isOuterSource">Whether its own source is to be changed, and the destination of what it quotes; else the other two.</param>
    /// <param name="before">The address that is translated.</param>
    /// <param name="after">What to.</param>
    /// <param name="port">The port.</param>
    internal static void RewriteError(
        Mbuf packet, in PacketInfo info, in PacketInfo quoted, bool isOuterSource, InAddress before, InAddress after, ushort port)
    {
        Span<byte> message = packet.Span[info.Offset..];
        ChecksumDelta delta = Rewrite(message[IcmpHeader.Size..], quoted, !isOuterSource, after, port, hasChecksum: true);
        if ((isOuterSource ? info.Source : info.Destination) == before.WithoutZone())
        {
            ChecksumDelta outer = RewriteAddress(packet.Span, info, isOuterSource, after);
            if (info.IsIpv6)
            {
                delta.Add(outer);
            }
        }

        delta.Apply(message[IcmpChecksumOffset..]);
    }

    /// <summary>Gives a packet another type of service, but for the marks of congestion (RFC 3168).</summary>
    internal static void SetTos(Span<byte> packet, int tos)
    {
        const int Congestion = 3;
        if (IpPacket.Version(packet) == 6)
        {
            Ip6Header ip6 = new(packet);
            ip6.TrafficClass = (byte)(tos | (ip6.TrafficClass & Congestion));
            return;
        }

        ushort word = BinaryPrimitives.ReadUInt16BigEndian(packet);
        ChecksumDelta delta = default;
        delta.Replace(packet, (ushort)((word & 0xFF00) | tos | (word & Congestion)));
        delta.Apply(packet[IpChecksumOffset..]);
    }

    // Returns all changes, those of checksums too: what quotes the packet has them in its own.
    private static ChecksumDelta Rewrite(Span<byte> packet, in PacketInfo info, bool isSource, InAddress address, ushort port, bool hasChecksum)
    {
        ChecksumDelta pseudo = RewriteAddress(packet, info, isSource, address);
        ChecksumDelta all = pseudo;
        if (!info.IsIpv6)
        {
            // That of an IPv4 header covers what has changed in it: together they change nothing for who covers both.
            all = default;
        }

        ChecksumDelta transport = default;
        Span<byte> header = packet[info.Offset..];
        if (info.HasPorts)
        {
            transport.Replace(header[(isSource ? 0 : 2)..], port);
        }
        else if (isSource ? info.IsEchoRequest : info.IsEchoReply)
        {
            transport.Replace(header[EchoOffset..], port);
        }

        all.Add(transport);
        if (!info.IsIcmp || info.IsIpv6)
        {
            transport.Add(pseudo);
        }

        if (hasChecksum && ChecksumOffset(info, header) is { } offset)
        {
            ushort updated = transport.Apply(BinaryPrimitives.ReadUInt16BigEndian(header[offset..]));
            all.Replace(header[offset..], info.Protocol == IpProtocol.Udp && updated == 0 ? ushort.MaxValue : updated);
        }

        return all;
    }

    private static ChecksumDelta RewriteAddress(Span<byte> packet, in PacketInfo info, bool isSource, InAddress address)
    {
        ChecksumDelta delta = default;
        if (info.IsIpv6)
        {
            delta.Replace(packet[(isSource ? 8 : 24)..], address);
        }
        else
        {
            delta.Replace(packet[(isSource ? 12 : 16)..], address);
            delta.Apply(packet[IpChecksumOffset..]);
        }

        return delta;
    }

    // Where it is, if it is there: an error quotes no more than the beginning, and of UDP 0 says that there is none (RFC 768).
    private static int? ChecksumOffset(in PacketInfo info, ReadOnlySpan<byte> header)
    {
        if (info.IsLaterFragment || info.IsShort)
        {
            return null;
        }

        int? offset = info.Protocol switch
        {
            IpProtocol.Tcp => 16,
            IpProtocol.Udp when BinaryPrimitives.ReadUInt16BigEndian(header[6..]) != 0 => 6,
            IpProtocol.Icmp or IpProtocol.Icmp6 when info.IsIcmp => IcmpChecksumOffset,
            _ => null,
        };
        return offset + sizeof(ushort) <= header.Length ? offset : null;
    }
}
