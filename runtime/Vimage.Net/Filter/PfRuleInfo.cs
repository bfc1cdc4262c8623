namespace Vimage.Net;

/// <summary>A rule, and what it has counted. (<c>pfctl -v -s rules</c>)</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Evaluations">How often it was looked at.</param>
/// <param name="Packets">The packets that it has decided about, and those of the states that it has let begin.</param>
/// <param name="Bytes">Their bytes, with their IP headers.</param>
/// <param name="States">The states that it has let begin.</param>
public sealed record PfRuleInfo(PfRule Rule, long Evaluations, long Packets, long Bytes, long States)
{
    /// <summary>Describes a rule, with the states of it that are there.</summary>
    internal static PfRuleInfo Of(PfCompiledRule rule, IEnumerable<PfState> states)
    {
        (long packets, long bytes) = (rule.Packets, rule.Bytes);
        foreach (PfState state in states)
        {
            packets += state.Packets;
            bytes += state.Bytes;
        }

        return new(rule.Rule, rule.Evaluations, packets, bytes, rule.States);
    }
}
