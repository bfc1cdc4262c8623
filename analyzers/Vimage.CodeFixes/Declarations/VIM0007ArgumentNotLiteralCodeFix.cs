using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Replaces an argument by the value that it has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0007ArgumentNotLiteralCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.ArgumentNotLiteral, "Write the value");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ArgumentNotLiteral);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is ExpressionSyntax expression
            && LiteralOf(model.GetConstantValue(expression, cancellation).Value) is { } literal)
        {
            edits.Replace(model.SyntaxTree, expression.Span, literal);
        }
    }

    private static string? LiteralOf(object? value) => value switch
    {
        true => "true",
        false => "false",
        int number => HookNumbers.Text(number),
        string { Length: > 0 } text => SymbolDisplay.FormatLiteral(text, quote: true),
        _ => null,
    };
}
