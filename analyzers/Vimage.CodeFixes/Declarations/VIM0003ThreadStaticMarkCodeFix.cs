using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Removes <c>[ThreadStatic]</c>, or the mark beside it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0003ThreadStaticMarkCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_removeThreadStatic = new(RuleIds.ThreadStaticMark + ".Thread", "Remove [ThreadStatic]");
    private static readonly FixChoice s_removeMark = new(RuleIds.ThreadStaticMark + ".Mark", "Remove [Virtualized]");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.ThreadStaticMark);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_removeThreadStatic, s_removeMark];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<FieldDeclarationSyntax>() is { } field
            && Marks.Find(field, key == s_removeMark.Key ? Marks.Virtualized : "ThreadStatic") is { } attribute)
        {
            MarkEdits.Remove(edits, attribute);
        }
    }
}
