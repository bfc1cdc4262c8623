namespace Vimage.Net;

/// <summary>What is known of the packet in an <see cref="Mbuf"/>. (FreeBSD: <c>m_flags</c> and <c>csum_flags</c>.)</summary>
[Flags]
internal enum MbufFlags
{
    None = 0,

    /// <summary>It was sent to a link-layer broadcast address.</summary>
    Broadcast = 1,

    /// <summary>It was sent to a link-layer multicast address.</summary>
    Multicast = 2,

    /// <summary>Whoever handed it in has checked its IP header checksum, or never left memory with it.</summary>
    IpChecksumValid = 4,

    /// <summary>The same for the checksum of its transport header.</summary>
    DataChecksumValid = 8,

    /// <summary>It is forwarded: it came in by an interface and leaves by another.</summary>
    Forwarded = 16,

    /// <summary>It has been through the link properties of the interface that sends it.</summary>
    Shaped = 32,

    /// <summary>
    /// The checksum of its TCP header is not made: as long as it does not leave memory nobody needs it. (FreeBSD:
    /// <c>CSUM_TCP</c> of a packet to be sent.)
    /// </summary>
    NoTcpChecksum = 64,

    /// <summary>This host has sent it to a group, and is in that group: it was on no link. (FreeBSD: <c>M_LOOP</c>.)</summary>
    Looped = 128,
}
