using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.Analyzers.Hoisting;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Hoisting;

/// <summary>Takes a view of a module once, and uses it for all of the module's variables in the method.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0107HoistCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.Hoist, "Look up the state once");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.Hoist);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);
        if (VimageSymbols.Find(model.Compilation) is not { } symbols || BodyAround(node) is not { } body || model.GetOperation(body, cancellation) is not { } operation)
        {
            return;
        }

        PerType<string[]> hooks = new(HoistAnalysis.HookNamesOf);
        SourceText text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        foreach (HoistCandidate candidate in HoistAnalysis.In(body, operation, model, symbols, hooks, threshold: 0))
        {
            if (candidate.Uses[0].Span == diagnostic.Location.SourceSpan)
            {
                string view = FreeNames.OfLocal(edits, node, HoistEdits.NameOf(candidate));
                foreach (TextChange change in HoistEdits.ChangesOf(candidate, view, model, text))
                {
                    edits.Replace(model.SyntaxTree, change.Span, change.NewText!);
                }
            }
        }
    }

    private static BlockSyntax? BodyAround(SyntaxNode node) => node.Ancestors().OfType<BlockSyntax>().FirstOrDefault(
        static block => block.Parent is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax);
}
