using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers;

/// <summary>A rule about marked variables, one by one.</summary>
public abstract class DeclarationAnalyzer : VimageAnalyzer
{
    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSymbolAction(
            symbol =>
            {
                if (MarkedVariable.Of(symbol.Symbol, symbols, symbol.CancellationToken) is { } variable)
                {
                    Analyze(symbol, variable);
                }
            },
            SymbolKind.Field,
            SymbolKind.Property,
            SymbolKind.Event);

    /// <summary>Looks at one variable with a <c>[Virtualized]</c>.</summary>
    private protected abstract void Analyze(SymbolAnalysisContext context, MarkedVariable variable);
}
