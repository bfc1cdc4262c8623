namespace Vimage.Net;

/// <summary>What IPv6 counts in a vnet. (FreeBSD: <c>struct ip6stat</c>, <c>netstat -s -p ip6</c>.)</summary>
public sealed class Ip6Statistics
{
    /// <summary>Gets the packets that came in.</summary>
    public long Total { get; internal set; }

    /// <summary>Gets those shorter than their header or than it says.</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those of another version.</summary>
    public long BadVersion { get; internal set; }

    /// <summary>Gets those whose addresses can't be on a wire.</summary>
    public long BadAddress { get; internal set; }

    /// <summary>Gets those with an extension header or an option that is malformed or not known.</summary>
    public long BadOptions { get; internal set; }

    /// <summary>Gets those with more extension headers than are looked at.</summary>
    public long TooManyHeaders { get; internal set; }

    /// <summary>Gets those for a group that nobody here is a member of.</summary>
    public long NotMember { get; internal set; }

    /// <summary>Gets those delivered to a protocol here.</summary>
    public long Delivered { get; internal set; }

    /// <summary>Gets those of a protocol that nobody here speaks.</summary>
    public long NoProtocol { get; internal set; }

    /// <summary>Gets the fragments that came in.</summary>
    public long Fragments { get; internal set; }

    /// <summary>Gets the fragments that were dropped: malformed, contradicting, or too many.</summary>
    public long FragmentsDropped { get; internal set; }

    /// <summary>Gets the fragments that were dropped because the rest did not come in time.</summary>
    public long FragmentTimeouts { get; internal set; }

    /// <summary>Gets the packets put together of fragments; those of a single one count.</summary>
    public long Reassembled { get; internal set; }

    /// <summary>Gets the packets that were sent on.</summary>
    public long Forwarded { get; internal set; }

    /// <summary>Gets those of them that had no options to look at.</summary>
    public long FastForwarded { get; internal set; }

    /// <summary>Gets those for others that could not be sent on.</summary>
    public long CantForward { get; internal set; }

    /// <summary>Gets the redirects sent.</summary>
    public long RedirectsSent { get; internal set; }

    /// <summary>Gets the packets sent that were made here.</summary>
    public long LocalOut { get; internal set; }

    /// <summary>Gets those that there was no route for.</summary>
    public long NoRoute { get; internal set; }

    /// <summary>Gets the packets cut into fragments here.</summary>
    public long Fragmented { get; internal set; }

    /// <summary>Gets the fragments made.</summary>
    public long FragmentsCreated { get; internal set; }

    /// <summary>Gets those too long for their link or path that were not to be cut.</summary>
    public long CantFragment { get; internal set; }

    /// <summary>Gets those that the vnet's filters did not let leave.</summary>
    public long Filtered { get; internal set; }
}
