namespace Vimage.Net;

/// <summary>What UDP counts. (FreeBSD: <c>struct udpstat</c>, <c>netstat -s -p udp</c>.)</summary>
public sealed class UdpStatistics
{
    /// <summary>Gets the datagrams received. (<c>udps_ipackets</c>)</summary>
    public long Received { get; internal set; }

    /// <summary>Gets those shorter than a header. (<c>udps_hdrops</c>)</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those with a wrong length. (<c>udps_badlen</c>)</summary>
    public long BadLength { get; internal set; }

    /// <summary>Gets those with a wrong checksum. (<c>udps_badsum</c>)</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those without a checksum. (<c>udps_nosum</c>)</summary>
    public long NoChecksum { get; internal set; }

    /// <summary>Gets those to a port that nobody has. (<c>udps_noport</c>)</summary>
    public long NoPort { get; internal set; }

    /// <summary>Gets those of them that were to everybody. (<c>udps_noportbcast</c>)</summary>
    public long NoPortBroadcast { get; internal set; }

    /// <summary>Gets those that found the socket's buffer full. (<c>udps_fullsock</c>)</summary>
    public long FullSocket { get; internal set; }

    /// <summary>Gets the datagrams sent. (<c>udps_opackets</c>)</summary>
    public long Sent { get; internal set; }
}
