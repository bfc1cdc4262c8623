using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Writes <c>using</c>, so that the vnet is left at the end of the block.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0201ScopeNotDisposedCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.ScopeNotDisposed, "Leave the vnet at the end of the block");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ScopeNotDisposed);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        switch (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<StatementSyntax>())
        {
            case LocalDeclarationStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } declaration:
                edits.Insert(root.SyntaxTree, declaration.Declaration.SpanStart, "using ");
                break;
            case ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement:
                // _ = vnet.Enter() or vnet.Enter()
                int start = statement.Expression is AssignmentExpressionSyntax assignment ? assignment.Right.SpanStart : statement.SpanStart;
                edits.Replace(
                    root.SyntaxTree,
                    TextSpan.FromBounds(statement.SpanStart, start),
                    $"using var {FreeNames.OfLocal(edits, statement, "scope")} = ");
                break;
        }
    }
}
