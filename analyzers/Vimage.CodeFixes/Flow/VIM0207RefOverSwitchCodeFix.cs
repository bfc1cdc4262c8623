using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Analyzers;
using Vimage.CodeFixes.Editing;

namespace Vimage.CodeFixes.Flow;

/// <summary>Uses, inside the scope, the accessor itself, which looks at the vnet of the scope.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class VIM0207RefOverSwitchCodeFix : EditingCodeFix
{
    private static readonly FixChoice s_choice = new(RuleIds.RefOverSwitch, "Use the variable of the vnet that is entered");

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RuleIds.RefOverSwitch);

    private protected override IEnumerable<FixChoice> ChoicesFor(Diagnostic diagnostic) => [s_choice];

    private protected override async Task AddEditsAsync(
        TextEdits edits, Document document, Diagnostic diagnostic, string key, CancellationToken cancellation)
    {
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        SyntaxNode root = await model.SyntaxTree.GetRootAsync(cancellation).ConfigureAwait(false);
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not IdentifierNameSyntax use
            || model.GetSymbolInfo(use, cancellation).Symbol is not ILocalSymbol local
            || local.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference
            || await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            return;
        }

        switch (value)
        {
            case RefExpressionSyntax { Expression: { } variable } when IsPath(variable) && !IsReassigned(use):
                edits.Replace(root.SyntaxTree, use.Span, variable.ToString());
                break;
            case InvocationExpressionSyntax { Expression: { } hook } call:
                // A view's members have the names of the module's; a view that is handed on is taken again.
                if (use.Parent is MemberAccessExpressionSyntax access && access.Expression == use)
                {
                    string qualifier = hook is MemberAccessExpressionSyntax qualified ? $"{qualified.Expression}." : "";
                    edits.Replace(root.SyntaxTree, TextSpan.FromBounds(use.SpanStart, access.Name.SpanStart), qualifier);
                }
                else
                {
                    edits.Replace(root.SyntaxTree, use.Span, call.ToString());
                }

                break;
        }
    }

    // r = ref other: what it then refers to is not known here.
    private static bool IsReassigned(IdentifierNameSyntax use) => use.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(assignment =>
            assignment is { Left: IdentifierNameSyntax name, Right: RefExpressionSyntax }
            && name.Identifier.ValueText == use.Identifier.ValueText);

    // V_x, M.V_x, V_x.f: what can be evaluated again without being noticed.
    private static bool IsPath(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax or AliasQualifiedNameSyntax or PredefinedTypeSyntax => true,
        MemberAccessExpressionSyntax access => IsPath(access.Expression),
        ParenthesizedExpressionSyntax inner => IsPath(inner.Expression),
        _ => false,
    };
}
