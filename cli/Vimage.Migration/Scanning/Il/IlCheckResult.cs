namespace Vimage.Migration.Scanning.Il;

/// <summary>What the IL of a project says about its statics.</summary>
/// <param name="MadeByGenerators">How many are from source generators.</param>
/// <param name="MadeByCompiler">How many are the compiler's.</param>
/// <param name="Differences">Where it says something else than the source.</param>
internal sealed record IlCheckResult(int MadeByGenerators, int MadeByCompiler, IReadOnlyList<string> Differences);
