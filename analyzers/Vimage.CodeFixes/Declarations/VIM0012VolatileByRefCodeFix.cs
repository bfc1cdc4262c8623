using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Drops <c>ByRef</c> from the mark of a volatile field.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0012VolatileByRefCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.VolatileByRef, "Drop ByRef");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.VolatileByRef);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field
            && Marks.Find(field, Marks.Virtualized) is { } mark)
        {
            MarkEdits.ClearByRef(edits, mark);
        }
    }
}
