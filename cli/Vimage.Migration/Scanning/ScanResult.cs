namespace Vimage.Migration.Scanning;

/// <summary>Every static of a code base.</summary>
/// <param name="Findings">The statics that people wrote, ordered by name.</param>
/// <param name="MadeByGenerators">How many statics source generators added.</param>
/// <param name="MadeByCompiler">How many static fields the compiler added, such as those that keep a lambda.</param>
/// <param name="Differences">Where IL says something else than the source; each a sentence.</param>
public sealed record ScanResult(
    IReadOnlyList<StaticFinding> Findings, int MadeByGenerators, int MadeByCompiler, IReadOnlyList<string> Differences)
{
    /// <summary>Gets the statics that are fields of state structs in source, by documentation comment id.</summary>
    public IReadOnlyCollection<string> Graduated { get; init; } = [];
}
