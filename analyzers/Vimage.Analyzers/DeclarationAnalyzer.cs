using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers;

/// <summary>A rule about marked variables, one by one.</summary>
public abstract class DeclarationAnalyzer : VimageAnalyzer
{
    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        RegisterVariables(context, symbols, Analyze);

    /// <summary>Registers what is done with each variable with a <c>[Virtualized]</c>.</summary>
    internal static void RegisterVariables(
        CompilationStartAnalysisContext context, VimageSymbols symbols, Action<SymbolAnalysisContext, MarkedVariable> analyze) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (MarkedVariable.Of(symbol.Symbol, symbols, symbol.CancellationToken) is { } variable)
                {
                    analyze(symbol, variable);
                }
            },
            SymbolKind.Field,
            SymbolKind.Property,
            SymbolKind.Event);

    /// <summary>Looks at one variable with a <c>[Virtualized]</c>.</summary>
    private protected abstract void Analyze(SymbolAnalysisContext context, MarkedVariable variable);
}
