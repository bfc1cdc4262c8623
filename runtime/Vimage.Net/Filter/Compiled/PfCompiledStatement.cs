namespace Vimage.Net;

/// <summary>A rule or an anchor, as packets are compared with it.</summary>
internal abstract class PfCompiledStatement(PfStatement statement, PfRuleset set) : PfCompiledMatch(statement, set)
{
    internal bool IsQuick { get; } = statement.IsQuick;
}
