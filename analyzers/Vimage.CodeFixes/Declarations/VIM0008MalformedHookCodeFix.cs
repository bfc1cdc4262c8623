using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Declarations;

/// <summary>Makes a hook static.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0008MalformedHookCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.MalformedHook, "Make static");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.MalformedHook);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(diagnostic.Location.SourceSpan) is MethodDeclarationSyntax method
            && !Eligibility.Has(method, SyntaxKind.StaticKeyword)
            && !Eligibility.Has(method, SyntaxKind.PartialKeyword)
            && !Eligibility.Has(method, SyntaxKind.OverrideKeyword)
            && !Eligibility.Has(method, SyntaxKind.VirtualKeyword)
            && !Eligibility.Has(method, SyntaxKind.AbstractKeyword))
        {
            edits.Insert(method.SyntaxTree, method.ReturnType.SpanStart, "static ");
        }
    }
}
