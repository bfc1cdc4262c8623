using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Hoisting;

/// <summary>One look-up to be made: the state of one module, before one statement, for the uses after it.</summary>
/// <param name="Before">The statement.</param>
/// <param name="Local">The name of the view.</param>
/// <param name="Hook">The call that makes it, as it is written there.</param>
/// <param name="Uses">The uses.</param>
internal sealed record HoistPlan(StatementSyntax Before, string Local, string Hook, IReadOnlyList<VirtualizedUse> Uses)
{
    /// <summary>Gets the place, which is the same in each project that has the file.</summary>
    internal (string File, int Position, string Hook) Place => (Before.SyntaxTree.FilePath, Before.SpanStart, Hook);

    internal SyntaxNode Body => Before.Parent!;
}
