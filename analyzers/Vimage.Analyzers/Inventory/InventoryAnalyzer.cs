using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Inventory;

/// <summary>
/// A rule about the statics that are not virtualized. It needs neither marks nor the runtime: a project may use these rules alone.
/// </summary>
public abstract class InventoryAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Register);
    }

    /// <summary>Registers what the rule does in a compilation.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context);

    /// <summary>Returns whether a symbol is a static that somebody has to decide about.</summary>
    private protected static bool IsOpen(ISymbol symbol, VimageSymbols? symbols) =>
        StaticVariables.IsVariable(symbol)
        && StaticVariables.MutabilityOf(symbol) != StaticMutability.Immutable
        && symbols?.IsVirtualized(symbol) != true;
}
