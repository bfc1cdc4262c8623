using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0207: a reference to one vnet's variable is used while another vnet is the current one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0207RefOverSwitchAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.RefOverSwitch,
        "A reference is kept while the vnet changes",
        "'{0}' was taken before '{1}', and is still the variable of the vnet that was current then; take it again inside the scope",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A ref to V_x and a view from INIT_VNET_X(curvnet) belong to the vnet that was current when they were taken.",
        helpLinkUri: HelpLinks.Of(RuleIds.RefOverSwitch));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterOperations(context, OperationKind.LocalReference, use => Analyze(use, symbols));

    // At the use, and not at the declaration: what is reported elsewhere has no light bulb.
    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        ILocalSymbol local = ((ILocalReferenceOperation)use.Operation).Local;
        if (!MayRefer(local)
            || local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(use.Cancellation) is not VariableDeclaratorSyntax { Initializer.Value: { } initializer } declarator
            || use.Model.GetOperation(initializer is RefExpressionSyntax { Expression: var variable } ? variable : initializer, use.Cancellation) is not { } value
            || !IsOfCurrentVnet(local, value, symbols))
        {
            return;
        }

        int at = use.Operation.Syntax.SpanStart;
        IInvocationOperation? scope = VnetScopes.RootOf(use.Operation).Descendants().OfType<IInvocationOperation>().FirstOrDefault(call =>
            call.Syntax.SpanStart > declarator.Span.End && VnetScopes.IsScope(call, symbols) && VnetScopes.ExtentOf(call).Contains(at));
        if (scope is not null)
        {
            use.Report(Diagnostic.Create(s_rule, use.Operation.Syntax.GetLocation(), local.Name, scope.TargetMethod.Name));
        }
    }

    private static bool MayRefer(ILocalSymbol local) =>
        local.IsRef || local.Type is { Name: GeneratedNames.View or GeneratedNames.PrivateView };

    private static bool IsOfCurrentVnet(ILocalSymbol local, IOperation value, VimageSymbols symbols) =>
        local.IsRef ? value.DescendantsAndSelf().Any(each => VirtualizedState.VariableOf(each, symbols) is not null)
        : value is IInvocationOperation { Arguments.Length: 1 } call
            && call.TargetMethod.Name.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal)
            && call.Arguments[0].Value.Syntax.ToString() is GeneratedNames.CurrentVnet or "Vnet.Current";
}
