namespace Vimage.Net;

/// <summary>An anchor among rules.</summary>
internal sealed class PfCompiledAnchor(PfAnchorRule rule, PfRuleset set, PfAnchorNode node) : PfCompiledStatement(rule, set)
{
    internal PfAnchorNode Node { get; } = node;
}
