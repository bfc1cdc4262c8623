namespace Vimage.Net;

/// <summary>What ICMPv6 counts in a vnet. (FreeBSD: <c>struct icmp6stat</c>, <c>netstat -s -p icmp6</c>.)</summary>
public sealed class Icmp6Statistics
{
    /// <summary>Gets the errors that there was reason to send.</summary>
    public long Errors { get; internal set; }

    /// <summary>Gets those that nobody may be told of.</summary>
    public long Suppressed { get; internal set; }

    /// <summary>Gets those that were not sent because there were too many in that second.</summary>
    public long RateLimited { get; internal set; }

    /// <summary>Gets the messages shorter than their type takes.</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those with a wrong checksum.</summary>
    public long BadChecksum { get; internal set; }

    /// <summary>Gets those of a type that nobody here knows.</summary>
    public long UnknownType { get; internal set; }

    /// <summary>Gets the echoes answered.</summary>
    public long Reflected { get; internal set; }

    /// <summary>Gets the messages of neighbour discovery that can't be from the link, or contradict themselves (RFC 4861, 6.1 and 7.1).</summary>
    public long BadNeighborDiscovery { get; internal set; }

    /// <summary>Gets the redirects followed.</summary>
    public long RedirectsFollowed { get; internal set; }

    /// <summary>Gets the destinations whose path was found to take less.</summary>
    public long PathMtuChanges { get; internal set; }
}
