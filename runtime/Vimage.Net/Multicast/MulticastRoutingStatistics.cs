namespace Vimage.Net;

/// <summary>What the forwarding of packets to groups counts in a vnet. (FreeBSD: <c>struct mrtstat</c>, <c>netstat -gs</c>.)</summary>
public sealed class MulticastRoutingStatistics
{
    /// <summary>Gets the packets for which a route was there. (<c>mrts_mfc_lookups</c> less <c>mrts_mfc_misses</c>)</summary>
    public long Resolved { get; internal set; }

    /// <summary>Gets those for which there was none. (<c>mrts_mfc_misses</c>)</summary>
    public long Unresolved { get; internal set; }

    /// <summary>Gets how often it was asked for a route. (<c>mrts_upcalls</c>)</summary>
    public long Upcalls { get; internal set; }

    /// <summary>Gets the packets dropped because too many wait for a route. (<c>mrts_upq_ovflw</c>)</summary>
    public long QueueOverflows { get; internal set; }

    /// <summary>Gets the senders whose packets were dropped because no route has come in time. (<c>mrts_cache_cleanups</c>)</summary>
    public long Expired { get; internal set; }

    /// <summary>Gets the packets that have come in by another interface than their route says. (<c>mrts_wrong_if</c>)</summary>
    public long WrongInterface { get; internal set; }

    /// <summary>Gets the copies sent on. (<c>v_pkt_out</c> of all interfaces)</summary>
    public long Forwarded { get; internal set; }
}
