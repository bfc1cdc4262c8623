namespace Vimage.Net;

/// <summary>What the packet filter of a vnet counts. (FreeBSD: <c>struct pf_kstatus</c>, <c>pfctl -s info</c>.)</summary>
public sealed class PfStatistics
{
    /// <summary>Gets the packets that passed.</summary>
    public long Passed => StateMatches + PassedByRules;

    /// <summary>Gets those that rules have blocked.</summary>
    public long Blocked { get; internal set; }

    /// <summary>Gets the searches for a state.</summary>
    public long StateSearches => StateMatches + StateMisses;

    /// <summary>Gets the packets that belonged to a state, or were errors about one that did.</summary>
    public long StateMatches { get; internal set; }

    // One count for each packet of a known flow is enough.
    internal long StateMisses { get; set; }

    internal long PassedByRules { get; set; }

    /// <summary>Gets those dropped that ended within their headers. (<c>short</c>)</summary>
    public long TooShort { get; internal set; }

    /// <summary>Gets those dropped because no address or port was free to translate to. (<c>translate</c>)</summary>
    public long TranslationFailures { get; internal set; }

    /// <summary>Gets those dropped because there was no room for their state. (<c>state-limit</c>)</summary>
    public long StateLimit { get; internal set; }
}
