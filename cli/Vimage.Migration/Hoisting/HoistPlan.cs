using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers.Hoisting;

namespace Vimage.Migration.Hoisting;

/// <summary>One look-up to be made, and what that changes in its file.</summary>
/// <param name="Candidate">The look-up.</param>
/// <param name="Changes">The changes: the declaration of the view first, and then each use.</param>
internal sealed record HoistPlan(HoistCandidate Candidate, IReadOnlyList<TextChange> Changes)
{
    /// <summary>Gets the place, which is the same in each project that has the file.</summary>
    internal (string File, int Position, string Hook) Place => (File, Candidate.Before.SpanStart, Candidate.Hook.Name);

    internal string File => Candidate.Before.SyntaxTree.FilePath;

    internal SyntaxNode Body => Candidate.Before.Parent!;
}
