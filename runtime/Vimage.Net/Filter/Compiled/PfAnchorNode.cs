namespace Vimage.Net;

/// <summary>The rules under a name; those of a vnet without one are the main ones. (FreeBSD: <c>struct pf_kanchor</c>.)</summary>
internal sealed class PfAnchorNode(string path)
{
    internal string Path { get; } = path;

    internal PfCompiledStatement[] Statements { get; set; } = [];

    /// <summary>Looks for the rule that decides about a packet.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="decision">The last one that has matched so far.</param>
    /// <returns>Whether it is final.</returns>
    internal bool Evaluate(in PfPacket packet, ref PfDecision decision)
    {
        foreach (PfCompiledStatement statement in Statements)
        {
            if (statement is PfCompiledRule rule)
            {
                if (rule.MatchesRule(packet))
                {
                    decision.Rule = rule;
                    decision.Matches++;
                    if (rule.IsQuick)
                    {
                        return true;
                    }
                }
            }
            else if (statement is PfCompiledAnchor anchor && anchor.Matches(packet))
            {
                int before = decision.Matches;
                if (anchor.Node.Evaluate(packet, ref decision) || (anchor.IsQuick && decision.Matches > before))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
