namespace Vimage.Net;

/// <summary>What IPv4 counts. (FreeBSD: <c>struct ipstat</c>, <c>netstat -s -p ip</c>.)</summary>
public sealed class IpStatistics
{
    /// <summary>Gets the packets received. (<c>ips_total</c>)</summary>
    public long Total { get; internal set; }

    /// <summary>Gets those with a wrong header checksum. (<c>ips_badsum</c>)</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those shorter than a header, or than they say. (<c>ips_tooshort</c>)</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those whose header length is wrong. (<c>ips_badhlen</c>)</summary>
    public long BadHeaderLength { get; internal set; }

    /// <summary>Gets those whose length is less than that of their header. (<c>ips_badlen</c>)</summary>
    public long BadLength { get; internal set; }

    /// <summary>Gets those of another version. (<c>ips_badvers</c>)</summary>
    public long BadVersion { get; internal set; }

    /// <summary>Gets those whose options make no sense, or ask for what is refused. (<c>ips_badoptions</c>)</summary>
    public long BadOptions { get; internal set; }

    /// <summary>Gets those with an address that no packet may have there. (<c>ips_badaddr</c>)</summary>
    public long BadAddress { get; internal set; }

    /// <summary>Gets the fragments received. (<c>ips_fragments</c>)</summary>
    public long Fragments { get; internal set; }

    /// <summary>Gets the fragments dropped: they overlap, make no sense, or are too many. (<c>ips_fragdropped</c>)</summary>
    public long FragmentsDropped { get; internal set; }

    /// <summary>Gets the fragments whose others did not come in time. (<c>ips_fragtimeout</c>)</summary>
    public long FragmentTimeouts { get; internal set; }

    /// <summary>Gets the packets put together of fragments. (<c>ips_reassembled</c>)</summary>
    public long Reassembled { get; internal set; }

    /// <summary>Gets the packets handed to a protocol. (<c>ips_delivered</c>)</summary>
    public long Delivered { get; internal set; }

    /// <summary>Gets those of a protocol that nobody here speaks. (<c>ips_noproto</c>)</summary>
    public long NoProtocol { get; internal set; }

    /// <summary>Gets those to a group that nobody here is in. (<c>ips_notmember</c>)</summary>
    public long NotMember { get; internal set; }

    /// <summary>Gets the packets forwarded. (<c>ips_forward</c>)</summary>
    public long Forwarded { get; internal set; }

    /// <summary>Gets those of them that had nothing to be looked at. (<c>ips_fastforward</c>)</summary>
    public long FastForwarded { get; internal set; }

    /// <summary>Gets the packets for others that could not be forwarded. (<c>ips_cantforward</c>)</summary>
    public long CantForward { get; internal set; }

    /// <summary>Gets the redirects sent. (<c>ips_redirectsent</c>)</summary>
    public long RedirectsSent { get; internal set; }

    /// <summary>Gets the packets sent by this host. (<c>ips_localout</c>)</summary>
    public long LocalOut { get; internal set; }

    /// <summary>Gets those of them that no route was for. (<c>ips_noroute</c>)</summary>
    public long NoRoute { get; internal set; }

    /// <summary>Gets the packets sent in fragments. (<c>ips_fragmented</c>)</summary>
    public long Fragmented { get; internal set; }

    /// <summary>Gets the fragments made. (<c>ips_ofragments</c>)</summary>
    public long FragmentsCreated { get; internal set; }

    /// <summary>Gets the packets too long for a link that may not be fragmented. (<c>ips_cantfrag</c>)</summary>
    public long CantFragment { get; internal set; }

    /// <summary>Gets those that the vnet's filters did not let leave.</summary>
    public long Filtered { get; internal set; }
}
