using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Makes a handler enter the vnet that was current where it was added.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0206StaticEventCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(CaptureEdits.Key, CaptureEdits.Title);

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.StaticEvent);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is AssignmentExpressionSyntax
            {
                Right: AnonymousFunctionExpressionSyntax lambda,
            })
        {
            SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            CaptureEdits.Add(edits, lambda, model, text, cancellation);
        }
    }
}
