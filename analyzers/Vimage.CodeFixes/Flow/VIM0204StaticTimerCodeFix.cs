using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Flow;
using Vimage.CodeFixes.Editing;
using Vimage.CodeFixes.Inventory;

namespace Vimage.CodeFixes.Flow;

/// <summary>Gives each vnet a timer of its own; or makes the callback enter the vnet in which the one timer is created.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0204StaticTimerCodeFix : EditingCodeFix
{
    private const string Virtualize = "Virtualize";

    private static readonly FixChoice[] s_choices =
    [
        new(Virtualize, "Virtualize the timer"),
        new(CaptureEdits.Key, CaptureEdits.Title),
    ];

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.StaticTimer);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => s_choices;

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax syntax
            || model.GetOperation(syntax, cancellation) is not IObjectCreationOperation creation)
        {
            return;
        }

        if (key == Virtualize)
        {
            if (VIM0204StaticTimerAnalyzer.OwnerOf(creation, model, cancellation) is { } owner)
            {
                await VirtualizeAsync(edits, owner, cancellation).ConfigureAwait(false);
            }
        }
        else if (syntax.ArgumentList?.Arguments.Select(static argument => argument.Expression).OfType<AnonymousFunctionExpressionSyntax>()
            .FirstOrDefault() is { } lambda)
        {
            SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
            CaptureEdits.Add(edits, lambda, model, text, cancellation);
        }
    }

    // The variable may be declared in another file, or in another project.
    private static async Task VirtualizeAsync(TextEdits edits, ISymbol owner, CancellationToken cancellation)
    {
        if (owner.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration
            && edits.Solution.GetDocument(declaration.SyntaxTree) is { } document
            && await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model)
        {
            await VirtualizeEdits.AddAsync(edits, owner, model, cancellation).ConfigureAwait(false);
        }
    }
}
