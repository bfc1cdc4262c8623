using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Use;

/// <summary>
/// VIM0106: an accessor by reference where no reference can be: it would be held across an <c>await</c>, or be in an expression
/// tree. Says what the compiler's error does not.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0106ByRefAcrossAwaitAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.ByRefAcrossAwait,
        "An accessor by reference can't be held across await or be in an expression tree",
        "'{0}' returns a reference, which {1}; {2}, or remove ByRef from '{3}' if nothing else needs it",
        RuleCategories.Use,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "V_x = await F() would take the reference before the await, and use it after it. An expression tree has no references.",
        helpLinkUri: HelpLinks.Of(RuleIds.ByRefAcrossAwait));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.PropertyReference, Analyze);

    private static void Analyze(OperationUse use)
    {
        IPropertyReferenceOperation reference = (IPropertyReferenceOperation)use.Operation;
        if (reference.Property is not { IsStatic: true, RefKind: not RefKind.None } accessor
            || Accessors.VariableOf(accessor) is not { } variable
            || reference.Syntax is not ExpressionSyntax expression)
        {
            return;
        }

        ExpressionSyntax name = expression is MemberAccessExpressionSyntax access ? access.Name : expression;
        if (ReferenceLimits.AwaitedWriteOf(name) is not null)
        {
            Report(use, name, accessor, "can't be held across an await", "await first, then assign", variable);
        }
        else if (ReferenceLimits.IsInExpressionTree(name, use.Model, use.Cancellation))
        {
            Report(use, name, accessor, "can't be in an expression tree", "read it into a local before", variable);
        }
    }

    private static void Report(
        OperationUse use, ExpressionSyntax name, IPropertySymbol accessor, string problem, string advice, ISymbol variable) =>
        use.Report(Diagnostic.Create(s_rule, name.GetLocation(), accessor.Name, problem, advice, variable.Name));
}
