namespace Vimage.Net;

/// <summary>A connection that was asked for and granted, and of which nothing was heard since. (FreeBSD: <c>struct syncache</c>.)</summary>
internal sealed class SynCacheEntry
{
    internal required ConnectionKey Key { get; init; }

    internal required AcceptQueue Queue { get; init; }

    /// <summary>Gets the own first sequence number.</summary>
    internal required uint Iss { get; init; }

    /// <summary>Gets that of the other end.</summary>
    internal required uint Irs { get; init; }

    /// <summary>Gets what the other end takes, in bytes.</summary>
    internal required int PeerMss { get; init; }

    /// <summary>Gets how far the other end's windows are shifted; none if it does not scale.</summary>
    internal required int? PeerScale { get; init; }

    internal required bool SackPermitted { get; init; }

    internal required bool UsesTimestamps { get; init; }

    internal required bool UsesEcn { get; init; }

    /// <summary>Gets the other end's last timestamp.</summary>
    internal required uint TsRecent { get; init; }

    /// <summary>Gets the other end's window, which is not scaled in a first segment.</summary>
    internal required int Window { get; init; }

    internal int Retransmissions { get; set; }

    internal long SentAt { get; set; }

    internal long Due { get; set; }

    /// <summary>Gets or sets its place in the order in which they came.</summary>
    internal LinkedListNode<SynCacheEntry>? Node { get; set; }
}
