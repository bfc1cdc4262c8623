using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Flow;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Starts the work with the execution context; or enters the vnet in the callback.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0203VnetNotCapturedCodeFix : EditingCodeFix
{
    private const string Flow = "Flow";

    private static readonly FixChoice[] s_choices =
    [
        new(Flow, "Let the vnet flow"),
        new(CaptureEdits.Key, CaptureEdits.Title),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.VnetNotCaptured);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => s_choices;

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { Expression: MemberAccessExpressionSyntax access } call
            || model.GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol method)
        {
            return;
        }

        if (key == Flow)
        {
            if (VIM0203VnetNotCapturedAnalyzer.FlowingTwinOf(method) is { } twin)
            {
                edits.Replace(model.SyntaxTree, access.Name.Identifier.Span, twin);
            }
        }
        else if (call.ArgumentList.Arguments.Select(static argument => argument.Expression).OfType<AnonymousFunctionExpressionSyntax>()
            .FirstOrDefault() is { } lambda)
        {
            SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            CaptureEdits.Add(edits, lambda, model, text, cancellation);
        }
    }
}
