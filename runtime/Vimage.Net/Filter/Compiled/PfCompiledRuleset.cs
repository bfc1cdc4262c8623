namespace Vimage.Net;

/// <summary>What the filter of a vnet goes by, but for the rules themselves, which are by their anchors.</summary>
internal sealed class PfCompiledRuleset(PfRuleset set, PfCompiledTranslation[] translations)
{
    internal PfCompiledTranslation[] Translations { get; } = translations;

    internal bool Reassembles { get; } = set.Reassembles;

    internal int StateLimit { get; } = set.StateLimit;

    internal PfTimeouts Timeouts { get; } = set.Timeouts;

    internal bool Skips(Ifnet @interface)
    {
        IReadOnlyList<string> skip = set.Skip;
        for (int i = 0; i < skip.Count; i++)
        {
            if (skip[i] == @interface.Name || @interface.IsInGroup(skip[i]))
            {
                return true;
            }
        }

        return false;
    }
}
