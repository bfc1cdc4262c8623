using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Use;

/// <summary>Makes the mark of a variable say <c>ByRef = true</c>.</summary>
public abstract class ByRefCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new("ByRef", "Make the accessor by reference");

    private protected sealed override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected sealed override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true);

        // The compiler points at the accessor, or at something inside or around it, such as V_x.f or ref V_x.
        foreach (SimpleNameSyntax name in node.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            SymbolInfo info = model.GetSymbolInfo(name, cancellation);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IPropertySymbol { RefKind: RefKind.None } property
                && Accessors.VariableOf(property) is IFieldSymbol field
                && await MarkFinder.FindAsync(field, cancellation).ConfigureAwait(false) is { } mark)
            {
                MarkEdits.SetByRef(edits, mark);
                return;
            }
        }
    }
}
