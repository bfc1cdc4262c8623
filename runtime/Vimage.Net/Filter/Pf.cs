namespace Vimage.Net;

/// <summary>
/// The packet filter of the current vnet: rules, states, translation of addresses. Without rules it is not there. (OpenBSD and FreeBSD:
/// <c>pf(4)</c>, <c>pf.conf(5)</c>, <c>pfctl(8)</c>.)
/// </summary>
/// <remarks>
/// A packet that comes in is put together of its fragments; one of a known state passes. Of others the first matching translation counts,
/// then the last matching rule. What leaves is looked at as it leaves, whole. States do not watch the windows of TCP (<c>sloppy</c>).
/// </remarks>
[VnetModule("pf", DependsOn = ["ip", "ip6", "icmp", "icmp6", "tcp"])]
public static partial class Pf
{
    private static readonly TimeSpan s_purgeInterval = TimeSpan.FromSeconds(10);

    [Virtualized] private static PfFilter? pf_filter;

    [Virtualized] private static readonly PfStateTable pf_states = new(Netisr.Current.Random.Next());

    /// <summary>The main rules by the empty path, and those of anchors.</summary>
    [Virtualized] private static readonly Dictionary<string, PfAnchorNode> pf_anchors = new() { [""] = new PfAnchorNode("") };

    [Virtualized] private static readonly PfFragments pf_frags = new();
    [Virtualized] private static readonly PfFragments6 pf_frags6 = new();
    [Virtualized] private static readonly PfStatistics pf_status = new();
    [Virtualized] private static readonly PfLog pf_log = new();
    [Virtualized] private static readonly Callout pf_purge = new(static _ => Purge(), "pf_purge");

    /// <summary>Gets a value indicating whether the vnet has rules.</summary>
    public static bool IsEnabled => V_pf_filter is not null;

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static PfStatistics Statistics => V_pf_status;

    /// <summary>Gets the latest packets that rules with <c>log</c> have decided about, the oldest first: a snapshot.</summary>
    public static IReadOnlyList<PfLogEntry> Log
    {
        get
        {
            using (Netisr.Current.Enter())
            {
                return V_pf_log.ToArray();
            }
        }
    }

    /// <summary>Gets the states of the current vnet: a snapshot. (<c>pfctl -s states</c>)</summary>
    public static IReadOnlyList<PfStateInfo> States
    {
        get
        {
            Netisr netisr = Netisr.Current;
            using (netisr.Enter())
            {
                return [.. V_pf_states.All.Where(each => each.Deadline > netisr.Now).Select(PfStateInfo.Of)];
            }
        }
    }

    /// <summary>Gets the main rules and what they have counted: a snapshot. (<c>pfctl -v -s rules</c>)</summary>
    public static IReadOnlyList<PfRuleInfo> Rules => RulesOf("");

    /// <summary>Reads rules as <c>pf.conf(5)</c> has them.</summary>
    /// <param name="text">The rules.</param>
    /// <returns>The same as records.</returns>
    /// <exception cref="PfSyntaxException">They can't be read; it says where, and what is expected there.</exception>
    public static PfRuleset Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new PfParser(text).ParseRuleset();
    }

    /// <summary>Goes by other rules from now on. States stay, and what anchors have been given. (<c>pfctl -e -f</c>)</summary>
    /// <param name="rules">The rules, as <c>pf.conf(5)</c> has them.</param>
    /// <inheritdoc cref="Load(PfRuleset)" path="/exception"/>
    /// <exception cref="PfSyntaxException">They can't be read; nothing has changed.</exception>
    public static void Load(string rules) => Load(Parse(rules));

    /// <summary>Goes by other rules from now on. States stay, and what anchors have been given. (<c>pfctl -e -f</c>)</summary>
    /// <param name="rules">The rules.</param>
    /// <exception cref="NetworkException">They name what they do not have (ESRCH), or ask for what can't be (EINVAL); nothing has changed.</exception>
    public static void Load(PfRuleset rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        using (Netisr.Current.Enter())
        {
            PfCompiler compiler = new(rules, V_pf_anchors);
            PfCompiledRuleset compiled = compiler.Compile();
            compiler.Install();
            if (V_pf_filter is null)
            {
                V_pf_filter = new PfFilter(V_pf_states, V_pf_status, compiled);
                PacketFilters.Add(V_pf_filter);
            }

            V_pf_filter.Ruleset = compiled;
        }
    }

    /// <summary>Returns a place for rules, which an <c>anchor</c> among the rules of the vnet names. (<c>pfctl -a</c>)</summary>
    /// <param name="path">The name, behind those of the anchors that it is in: <c>outer/inner</c>.</param>
    /// <returns>The anchor, for the vnet that is current when it is used.</returns>
    public static PfAnchor Anchor(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new PfAnchor(path);
    }

    /// <summary>Forgets all states: their next packets are looked at like first ones. (<c>pfctl -F states</c>)</summary>
    public static void FlushStates()
    {
        using (Netisr.Current.Enter())
        {
            V_pf_states.Clear();
        }
    }

    /// <summary>Forgets rules, anchors, states and fragments: all packets pass. (<c>pfctl -d -F all</c>)</summary>
    [VnetUninit]
    public static void Disable()
    {
        using (Netisr.Current.Enter())
        {
            PacketFilters.Remove(static each => each is PfFilter);
            V_pf_filter = null;
            V_pf_log.Clear();
            V_pf_anchors.Clear();
            V_pf_anchors.Add("", new PfAnchorNode(""));
            ForgetTime();
        }
    }

    /// <summary>Forgets states and fragments, whose time is that of a domain which the vnet leaves.</summary>
    internal static void ForgetTime()
    {
        V_pf_states.Clear();
        V_pf_frags.Drain();
        V_pf_frags6.Drain();
        Netisr.Current.Stop(V_pf_purge);
    }

    internal static IReadOnlyList<PfRuleInfo> RulesOf(string path)
    {
        using (Netisr.Current.Enter())
        {
            if (!V_pf_anchors.TryGetValue(path, out PfAnchorNode? node))
            {
                return [];
            }

            ILookup<PfCompiledRule?, PfState> states = V_pf_states.All.ToLookup(static state => state.Rule);
            return [.. node.Statements.OfType<PfCompiledRule>().Select(rule => PfRuleInfo.Of(rule, states[rule]))];
        }
    }

    internal static void LoadAnchor(string path, PfRuleset rules)
    {
        using (Netisr.Current.Enter())
        {
            PfCompiler compiler = new(rules, V_pf_anchors);
            compiler.CompileAnchor(path);
            compiler.Install();
        }
    }

    private static void Purge()
    {
        Netisr netisr = Netisr.Current;
        V_pf_states.Purge(netisr.Now);
        if (V_pf_states.Count > 0)
        {
            netisr.Reset(V_pf_purge, s_purgeInterval);
        }
    }
}
