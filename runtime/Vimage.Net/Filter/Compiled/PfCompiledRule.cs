namespace Vimage.Net;

/// <summary>A rule, as packets are compared with it, and what it has counted.</summary>
internal sealed class PfCompiledRule : PfCompiledStatement
{
    private readonly TcpFlags _flags;
    private readonly TcpFlags _flagMask;

    internal PfCompiledRule(PfRule rule, PfRuleset set)
        : base(rule, set)
    {
        Rule = rule;
        bool isOpening = rule.FlagMask is null && rule.Action == PfAction.Pass && rule.State == PfStatePolicy.Keep;
        _flags = isOpening ? PfFlags.Opening : (TcpFlags)(rule.Flags ?? 0);
        _flagMask = isOpening ? PfFlags.OpeningMask : (TcpFlags)(rule.FlagMask ?? 0);
    }

    internal PfRule Rule { get; }

    internal long Evaluations { get; private set; }

    internal long Packets { get; private set; }

    internal long Bytes { get; private set; }

    internal long States { get; set; }

    internal bool MatchesRule(in PfPacket packet)
    {
        Evaluations++;
        ref readonly PacketInfo info = ref packet.Info;
        return Matches(packet)
            && (info.Protocol != IpProtocol.Tcp || _flagMask == 0 || MatchesFlags(info))
            && (Rule.IcmpType is not { } type || (info.IsIcmp && !info.IsFragment && type == info.IcmpType))
            && (Rule.Tos is not { } tos || tos == info.TypeOfService);
    }

    /// <summary>Counts packets that it has decided about, or those of a state that is over: living ones count by themselves.</summary>
    internal void Count(long packets, long bytes)
    {
        Packets += packets;
        Bytes += bytes;
    }

    // What does not say which flags it has is not known to begin a connection; what the rule asks for by itself is no condition for it.
    private bool MatchesFlags(in PacketInfo info) => info.IsFragment ? Rule.FlagMask is null : (info.TcpFlags & _flagMask) == _flags;
}
