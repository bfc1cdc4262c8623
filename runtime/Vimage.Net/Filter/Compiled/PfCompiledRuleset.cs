namespace Vimage.Net;

/// <summary>What the filter of a vnet goes by, but for the rules themselves, which are by their anchors.</summary>
internal sealed class PfCompiledRuleset(PfRuleset set, PfCompiledTranslation[] translations)
{
    private readonly string[] _skip = [.. set.Skip];

    internal PfCompiledTranslation[] Translations { get; } = translations;

    internal bool Reassembles { get; } = set.Reassembles;

    internal int StateLimit { get; } = set.StateLimit;

    internal PfTimeouts Timeouts { get; } = set.Timeouts;

    internal bool SkipsSome => _skip.Length > 0;

    internal bool Skips(Ifnet @interface)
    {
        foreach (string name in _skip)
        {
            if (name == @interface.Name || @interface.IsInGroup(name))
            {
                return true;
            }
        }

        return false;
    }
}
