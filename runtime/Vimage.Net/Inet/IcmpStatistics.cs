namespace Vimage.Net;

/// <summary>What ICMP counts. (FreeBSD: <c>struct icmpstat</c>, <c>netstat -s -p icmp</c>.)</summary>
public sealed class IcmpStatistics
{
    /// <summary>Gets the errors that were to be sent. (<c>icps_error</c>)</summary>
    public long Errors { get; internal set; }

    /// <summary>Gets those not sent because there may be none about such a packet. (<c>icps_oldicmp</c> and others)</summary>
    public long Suppressed { get; internal set; }

    /// <summary>Gets those not sent because there were too many. (<c>icmplim</c>)</summary>
    public long RateLimited { get; internal set; }

    /// <summary>Gets the messages received that were too short. (<c>icps_tooshort</c>)</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those with a wrong checksum. (<c>icps_checksum</c>)</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those of no known type. (<c>icps_badcode</c>)</summary>
    public long UnknownType { get; internal set; }

    /// <summary>Gets the echoes answered. (<c>icps_reflect</c>)</summary>
    public long Reflected { get; internal set; }

    /// <summary>Gets the echoes to a broadcast address that were not answered. (<c>icps_bmcastecho</c>)</summary>
    public long BroadcastEchoes { get; internal set; }

    /// <summary>Gets the redirects that were followed.</summary>
    public long RedirectsFollowed { get; internal set; }
}
