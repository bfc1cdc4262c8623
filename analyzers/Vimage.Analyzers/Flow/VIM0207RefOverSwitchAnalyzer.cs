using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

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
        RegisterOperations(context, OperationKind.VariableDeclarator, use => Analyze(use, symbols));

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        IVariableDeclaratorOperation declarator = (IVariableDeclaratorOperation)use.Operation;
        if (declarator.GetVariableInitializer()?.Value is not { } value || !IsOfCurrentVnet(declarator.Symbol, value, symbols))
        {
            return;
        }

        IOperation[] later = [.. VnetScopes.RootOf(declarator).Descendants().Where(each => each.Syntax.SpanStart > declarator.Syntax.Span.End)];
        List<(TextSpan Extent, string Name)> scopes =
        [
            .. later.OfType<IInvocationOperation>()
                .Where(call => VnetScopes.IsScope(call, symbols))
                .Select(static call => (VnetScopes.ExtentOf(call), call.TargetMethod.Name)),
        ];
        foreach (ILocalReferenceOperation reference in later.OfType<ILocalReferenceOperation>())
        {
            int at = reference.Syntax.SpanStart;
            if (SymbolEqualityComparer.Default.Equals(reference.Local, declarator.Symbol)
                && scopes.Find(scope => scope.Extent.Contains(at)) is { Name: { } name })
            {
                use.Report(Diagnostic.Create(s_rule, reference.Syntax.GetLocation(), reference.Local.Name, name));
            }
        }
    }

    private static bool IsOfCurrentVnet(ILocalSymbol local, IOperation value, VimageSymbols symbols) =>
        local.IsRef ? value.DescendantsAndSelf().Any(each => VirtualizedState.VariableOf(each, symbols) is not null)
        : local.Type is { Name: GeneratedNames.View or GeneratedNames.PrivateView }
            && value is IInvocationOperation { Arguments.Length: 1 } call
            && call.TargetMethod.Name.StartsWith(GeneratedNames.HookPrefix, StringComparison.Ordinal)
            && call.Arguments[0].Value.Syntax.ToString() is GeneratedNames.CurrentVnet or "Vnet.Current";
}
