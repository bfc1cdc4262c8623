namespace Vimage.Net;

/// <summary>What ARP counts. (FreeBSD: <c>struct arpstat</c>, <c>netstat -s -p arp</c>.)</summary>
public sealed class ArpStatistics
{
    /// <summary>Gets the requests sent. (<c>txrequests</c>)</summary>
    public long RequestsSent { get; internal set; }

    /// <summary>Gets the replies sent. (<c>txreplies</c>)</summary>
    public long RepliesSent { get; internal set; }

    /// <summary>Gets the requests received. (<c>rxrequests</c>)</summary>
    public long RequestsReceived { get; internal set; }

    /// <summary>Gets the replies received. (<c>rxreplies</c>)</summary>
    public long RepliesReceived { get; internal set; }

    /// <summary>Gets the packets that make no sense. (<c>toolong</c> and others)</summary>
    public long Malformed { get; internal set; }

    /// <summary>Gets the packets lost because too many waited for an answer, or none came. (<c>dropped</c>)</summary>
    public long Dropped { get; internal set; }

    /// <summary>Gets the entries that have timed out. (<c>timeouts</c>)</summary>
    public long Timeouts { get; internal set; }

    /// <summary>Gets how often there was no room for a neighbour.</summary>
    public long TableFull { get; internal set; }

    /// <summary>Gets how often another host used an address of this one. (<c>dupips</c>)</summary>
    public long DuplicateAddresses { get; internal set; }
}
