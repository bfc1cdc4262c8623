using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Use;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Use;

/// <summary>Awaits before the variable is taken, in the same order; or makes the accessor by value if nothing needs more.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0106ByRefAcrossAwaitCodeFix : EditingCodeFix
{
    private const string Hoist = "Hoist";
    private const string ByValue = "ByValue";

    private static readonly FixChoice[] s_choices =
        [new(Hoist, "Await first, then assign"), new(ByValue, "Make the accessor by value")];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(
        RuleIds.ByRefAcrossAwait,
        "CS8178", // await
        "CS8153"); // expression tree

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => s_choices;

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

        // The compiler points at the accessor, or at the await.
        SyntaxNode around = node.FirstAncestorOrSelf<AssignmentExpressionSyntax>() ?? node;
        foreach (SimpleNameSyntax name in around.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            if (model.GetSymbolInfo(name, cancellation).Symbol is not IPropertySymbol { RefKind: not RefKind.None } accessor
                || Accessors.VariableOf(accessor) is not IFieldSymbol field)
            {
                continue;
            }

            if (key == Hoist)
            {
                if (ReferenceLimits.AwaitedWriteOf(name) is { Parent: ExpressionStatementSyntax statement } assignment)
                {
                    SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
                    edits.Replace(model.SyntaxTree, statement.Span, Hoisted(edits, assignment, statement, text));
                }
            }
            else if (await MarkFinder.FindAsync(field, cancellation).ConfigureAwait(false) is { } mark
                && !await ByRefNeed.ExistsAsync(accessor, document.Project.Solution, cancellation).ConfigureAwait(false))
            {
                MarkEdits.ClearByRef(edits, mark);
            }

            return;
        }
    }

    // What was evaluated before the await still is: x += await F(); reads x first.
    private static string Hoisted(
        TextEdits edits, AssignmentExpressionSyntax assignment, ExpressionStatementSyntax statement, SourceText text)
    {
        bool isSimple = assignment.Kind() is SyntaxKind.SimpleAssignmentExpression or SyntaxKind.CoalesceAssignmentExpression;
        string local = FreeNames.OfLocal(edits, assignment, isSimple ? "awaited" : "current");
        string[] statements = isSimple
            ? [$"var {local} = {assignment.Right};", $"{assignment.Left} = {local};"]
            : [$"var {local} = {assignment.Left};", $"{local} {assignment.OperatorToken} {assignment.Right};", $"{assignment.Left} = {local};"];
        if (assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
        {
            return $"if ({assignment.Left} is null) {{ {string.Join(" ", statements)} }}";
        }

        return statement.Parent is BlockSyntax
            ? string.Join(Layout.LineEndOf(text) + Layout.IndentationOf(statement, text), statements)
            : $"{{ {string.Join(" ", statements)} }}";
    }
}
