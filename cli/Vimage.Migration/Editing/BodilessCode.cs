using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Editing;

/// <summary>
/// Code without what is in its bodies: to other code it means the same, and compiling it costs little. Errors in it mean nothing.
/// </summary>
internal static class BodilessCode
{
    private const string Block = "{ throw null; }";
    private const string Arrow = "=> throw null";

    /// <summary>Returns a compilation with each file's bodies left out.</summary>
    internal static CSharpCompilation Of(CSharpCompilation compilation, CancellationToken cancellation) => compilation
        .RemoveAllSyntaxTrees()
        .AddSyntaxTrees(compilation.SyntaxTrees.AsParallel().AsOrdered().Select(tree => Of(tree, cancellation)));

    private static SyntaxTree Of(SyntaxTree tree, CancellationToken cancellation)
    {
        TextChange[] changes =
        [
            .. tree.GetRoot(cancellation)
                .DescendantNodes(static node => node is not (BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax or ExpressionSyntax))
                .Select(ChangeOf)
                .OfType<TextChange>(),
        ];
        return changes.Length == 0
            ? tree
            : CSharpSyntaxTree.ParseText(
                tree.GetText(cancellation).WithChanges(changes), (CSharpParseOptions)tree.Options, tree.FilePath, cancellation);
    }

    // Where a directive is in a body, its counterpart may be outside.
    private static TextChange? ChangeOf(SyntaxNode node) => node switch
    {
        _ when node.ContainsDirectives => null,
        BlockSyntax => new TextChange(node.Span, Block),
        ArrowExpressionClauseSyntax => new TextChange(node.Span, Arrow),
        _ => null,
    };
}
