using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0201: a vnet is entered, and never left.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0201ScopeNotDisposedAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.ScopeNotDisposed,
        "A vnet that is entered has to be left",
        "The scope that '{0}' returns is never disposed of, so that the vnet stays the current one; write 'using'",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What runs afterwards on this thread, or in this flow, would run in a vnet that it knows nothing of.",
        helpLinkUri: HelpLinks.Of(RuleIds.ScopeNotDisposed));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.Invocation, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IInvocationOperation call = (IInvocationOperation)use.Operation;
        if (VnetScopes.IsScope(call, symbols) && IsIgnored(call))
        {
            use.Report(Diagnostic.Create(s_rule, call.Syntax.GetLocation(), call.TargetMethod.Name));
        }
    }

    private static bool IsIgnored(IInvocationOperation call)
    {
        IOperation value = call;
        while (value.Parent is IConversionOperation or IParenthesizedOperation or IConditionalAccessOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IExpressionStatementOperation => true,
            ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => IsForgotten(declarator),
            _ => false,
        };
    }

    // A local that is mentioned again is taken to be disposed of, or handed to somebody who does that.
    private static bool IsForgotten(IVariableDeclaratorOperation declarator)
    {
        for (IOperation? around = declarator.Parent; around is not null and not IBlockOperation; around = around.Parent)
        {
            if (around is IUsingDeclarationOperation or IUsingOperation)
            {
                return false;
            }
        }

        return !VnetScopes.RootOf(declarator).Descendants().Any(operation =>
            operation is ILocalReferenceOperation reference
            && SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol));
    }
}
