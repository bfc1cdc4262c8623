using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Declarations;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Writes a mark by its own name, on the declaration itself.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0006MarkNotRecognizedCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.MarkNotRecognized, "Write the mark by its name");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.MarkNotRecognized);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (!diagnostic.Properties.TryGetValue(VIM0006MarkNotRecognizedAnalyzer.NameProperty, out string? name)
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<AttributeSyntax>() is not { } attribute)
        {
            return;
        }

        if (((AttributeListSyntax)attribute.Parent!).Target is { } target)
        {
            edits.Remove(model.SyntaxTree, TextSpan.FromBounds(target.SpanStart, target.GetLastToken().GetNextToken().SpanStart));
        }
        else
        {
            edits.Replace(model.SyntaxTree, attribute.Name.Span, MarkNames.At(model, attribute.SpanStart, name!));
        }
    }
}
