namespace Vimage.Net;

/// <summary>What CARP counts. (FreeBSD: <c>struct carpstats</c>, <c>netstat -s -p carp</c>.)</summary>
public sealed class CarpStatistics
{
    /// <summary>Gets the advertisements received over IPv4. (<c>carps_ipackets</c>)</summary>
    public long Received { get; internal set; }

    /// <summary>Gets those over IPv6. (<c>carps_ipackets6</c>)</summary>
    public long Received6 { get; internal set; }

    /// <summary>Gets those that came in by an interface without a virtual host. (<c>carps_badif</c>)</summary>
    public long BadInterface { get; internal set; }

    /// <summary>Gets those that may have come from beyond the link: whose time to live is not 255. (<c>carps_badttl</c>)</summary>
    public long BadTimeToLive { get; internal set; }

    /// <summary>Gets those with a wrong checksum. (<c>carps_badsum</c>)</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those of another version. (<c>carps_badver</c>)</summary>
    public long BadVersion { get; internal set; }

    /// <summary>Gets those that are too short. (<c>carps_badlen</c>)</summary>
    public long BadLength { get; internal set; }

    /// <summary>Gets those of who does not know the password, or has other addresses. (<c>carps_badauth</c>)</summary>
    public long BadAuthentication { get; internal set; }

    /// <summary>Gets those of a virtual host that the interface does not have in that family. (<c>carps_badvhid</c>)</summary>
    public long BadVhid { get; internal set; }

    /// <summary>Gets the advertisements sent over IPv4. (<c>carps_opackets</c>)</summary>
    public long Sent { get; internal set; }

    /// <summary>Gets those over IPv6. (<c>carps_opackets6</c>)</summary>
    public long Sent6 { get; internal set; }

    /// <summary>Gets how often a slower master was displaced. (<c>carps_preempt</c>)</summary>
    public long Preemptions { get; internal set; }
}
