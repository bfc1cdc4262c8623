using Vimage.Migration.Editing;

namespace Vimage.Migration.Graduating;

/// <summary>What graduating, or taking it back, comes to. Nothing is written until it is committed.</summary>
/// <param name="Modules">The modules that change.</param>
/// <param name="Left">The variables that stay marked statics, each with the reason as the end of a sentence.</param>
/// <param name="Files">The changed files.</param>
public sealed record GraduateResult(
    IReadOnlyList<GraduatedModule> Modules, IReadOnlyList<(string Name, string Reason)> Left, IReadOnlyList<FileChange> Files)
{
    /// <summary>Gets the record as it is to be.</summary>
    internal GraduationRecord Record { get; init; } = GraduationRecord.Empty;
}
