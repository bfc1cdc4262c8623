namespace Vimage.Net;

/// <summary>What IGMP, or MLD, counts in a vnet. (FreeBSD: <c>struct igmpstat</c>, <c>netstat -s -p igmp</c>.)</summary>
public sealed class MembershipStatistics
{
    /// <summary>Gets the messages received. (<c>igps_rcv_total</c>)</summary>
    public long Received { get; internal set; }

    /// <summary>Gets those that are too short, or of a length that none has. (<c>igps_rcv_tooshort</c>)</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those with a wrong checksum. (<c>igps_rcv_badsum</c>)</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those that may have come from beyond the link, or do not say that routers are to look at them. (<c>igps_rcv_badttl</c>)</summary>
    public long NotOfLink { get; internal set; }

    /// <summary>Gets the questions of routers. (<c>igps_rcv_v3_queries</c> and the older ones)</summary>
    public long Queries { get; internal set; }

    /// <summary>Gets those of routers that speak an older version. (<c>igps_rcv_v1v2_queries</c>)</summary>
    public long OlderQueries { get; internal set; }

    /// <summary>Gets the reports of others of the older versions, which spare one's own. (<c>igps_rcv_ourreports</c>)</summary>
    public long ReportsHeard { get; internal set; }

    /// <summary>Gets the reports sent. (<c>igps_snd_reports</c>)</summary>
    public long ReportsSent { get; internal set; }
}
