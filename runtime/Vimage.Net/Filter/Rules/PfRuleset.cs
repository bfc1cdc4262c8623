using System.Net;

namespace Vimage.Net;

/// <summary>All that a vnet's packet filter goes by. (<c>pf.conf(5)</c>.)</summary>
public sealed record PfRuleset
{
    /// <summary>Gets the rules and anchors, in the order in which they are looked at.</summary>
    public IReadOnlyList<PfStatement> Statements { get; init; } = [];

    /// <summary>Gets the translations, in the order in which they are looked at.</summary>
    public IReadOnlyList<PfTranslation> Translations { get; init; } = [];

    /// <summary>Gets the names of interfaces and groups whose packets are not looked at. (<c>set skip on</c>)</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>Gets the tables, by name.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IPNetwork>> Tables { get; init; } = new Dictionary<string, IReadOnlyList<IPNetwork>>();

    /// <summary>
    /// Gets a value indicating whether fragments that come in are put together before rules look at them. Where they are not, only rules
    /// without ports, flags and ICMP types match those that do not begin a packet. (<c>set reassemble</c>)
    /// </summary>
    public bool Reassembles { get; init; } = true;

    /// <summary>Gets how many states there may be; the oldest one of those that nobody has answered yet makes room. (<c>set limit states</c>)</summary>
    public int StateLimit { get; init; } = 100_000;

    /// <summary>Gets how long states last. (<c>set timeout</c>)</summary>
    public PfTimeouts Timeouts { get; init; } = new();
}
