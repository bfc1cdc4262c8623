using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Vimage.Analyzers.Declarations;

namespace Vimage.Analyzers;

/// <summary>A rule about the modules of a compilation together.</summary>
public abstract class ModuleGraphAnalyzer : VimageAnalyzer
{
    private protected sealed override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        ConcurrentBag<ModuleNode> modules = [];
        context.RegisterSymbolAction(
            symbol =>
            {
                if (ModuleNode.Of((INamedTypeSymbol)symbol.Symbol, symbols, symbol.CancellationToken) is { } module)
                {
                    modules.Add(module);
                }
            },
            SymbolKind.NamedType);
        context.RegisterCompilationEndAction(end => Analyze(end, new ModuleGraph(modules)));
    }

    /// <summary>Looks at all modules.</summary>
    private protected abstract void Analyze(CompilationAnalysisContext context, ModuleGraph graph);
}
