using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Use;

/// <summary>Removes <c>ByRef</c> from a mark.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0105NeedlessByRefCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.NeedlessByRef, "Make the accessor by value");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.NeedlessByRef);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true).FirstAncestorOrSelf<AttributeSyntax>() is { } mark)
        {
            MarkEdits.ClearByRef(edits, mark);
        }
    }
}
