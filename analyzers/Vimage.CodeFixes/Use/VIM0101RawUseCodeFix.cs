using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.Analyzers.Use;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Use;

/// <summary>Writes <c>V_x</c> for <c>x</c>; and, where the variable itself is needed, makes its mark say <c>ByRef</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0101RawUseCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.RawUse, "Use the accessor");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.RawUse);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        SyntaxNode node = root.FindNode(diagnostic.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
        if (node is not IdentifierNameSyntax name)
        {
            return;
        }

        edits.Replace(model.SyntaxTree, name.Span, GeneratedNames.Accessor(name.Identifier.ValueText));
        if (model.GetSymbolInfo(name, cancellation).Symbol is IFieldSymbol field
            && VariableUses.Of(name, field.Type, model, cancellation) != VariableUse.Value
            && await MarkFinder.FindAsync(field, cancellation).ConfigureAwait(false) is { } mark)
        {
            MarkEdits.SetByRef(edits, mark);
        }
    }
}
