using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers;

/// <summary>
/// A rule about marked code. It costs nothing where nothing can be marked: it looks up the attributes once for each
/// compilation and registers nothing if they are not there.
/// </summary>
public abstract class VimageAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Gets how code that a tool has written is treated; by default as any other.</summary>
    /// <remarks>
    /// A generated file may carry marks that our generator, like any other, can't see. And a partial property counts as
    /// generated in both of its parts, because the one that our generator adds says so in an attribute.
    /// </remarks>
    private protected virtual GeneratedCodeAnalysisFlags GeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (VimageSymbols.Find(start.Compilation) is { } symbols)
            {
                Register(start, symbols);
            }
        });
    }

    /// <summary>Registers what the rule does in a compilation that has the attributes.</summary>
    private protected abstract void Register(CompilationStartAnalysisContext context, VimageSymbols symbols);
}
