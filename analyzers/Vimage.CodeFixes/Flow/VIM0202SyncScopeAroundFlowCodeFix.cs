using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Makes a scope one that flows.</summary>
/// <remarks>Not of <c>CURVNET_SET</c>: its code compiles without the runtime, and what would replace it does not.</remarks>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0202SyncScopeAroundFlowCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.SyncScopeAroundFlow, "Use the scope that flows");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.SyncScopeAroundFlow);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "EnterSync" } name },
            } call
            && !IsOfExplicitType(call))
        {
            edits.Replace(root.SyntaxTree, name.Span, "Enter");
        }
    }

    // VnetSyncScope scope = vnet.EnterSync()
    private static bool IsOfExplicitType(InvocationExpressionSyntax call) =>
        call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Type.IsVar: false } } };
}
