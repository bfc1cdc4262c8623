using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0209: a cache that all vnets share keeps what was worked out from the state of one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0209SharedCacheAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.SharedCache,
        "A static cache is keyed without the vnet",
        "All vnets share '{0}', and this entry depends on '{1}' of the current one; virtualize '{0}', or make the vnet part of the key",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The next vnet that asks for the same key gets what was worked out from the state of another.",
        helpLinkUri: HelpLinks.Of(RuleIds.SharedCache));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        RegisterOperations(context, OperationKind.SimpleAssignment, use => Analyze(use, symbols));
        RegisterOperations(context, OperationKind.Invocation, use => Analyze(use, symbols));
    }

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        if (SharedStatics.StoreOf(use.Operation, symbols) is not { Key: { } key } store || DependsOnVnet(key, symbols))
        {
            return;
        }

        foreach (IOperation value in store.Values)
        {
            // An object of the vnet itself is what VIM0208 speaks of.
            if (VIM0208LeakedValueAnalyzer.OwnObject(value, symbols) is null
                && LocalValues.PartsOf(value).Select(each => VirtualizedState.VariableOf(each, symbols)).FirstOrDefault(
                    static each => each is not null) is { } variable)
            {
                use.Report(Diagnostic.Create(s_rule, value.Syntax.GetLocation(), store.Static.Name, variable.Name));
                return;
            }
        }
    }

    // By the vnet itself, or by what differs from vnet to vnet.
    private static bool DependsOnVnet(IOperation key, VimageSymbols symbols) => LocalValues.PartsOf(key).Any(each =>
        HasVnet(each.Type, symbols) || VirtualizedState.VariableOf(each, symbols) is not null);

    private static bool HasVnet(ITypeSymbol? type, VimageSymbols symbols) => SymbolEqualityComparer.Default.Equals(type, symbols.Vnet)
        || (type is INamedTypeSymbol { IsGenericType: true } generic && generic.TypeArguments.Any(argument => HasVnet(argument, symbols)));
}
