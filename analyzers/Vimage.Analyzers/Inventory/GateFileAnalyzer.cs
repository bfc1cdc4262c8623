using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Inventory;

/// <summary>A rule about the gate file, <c>vimage.statics.tsv</c>.</summary>
public abstract class GateFileAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterAdditionalFileAction(file =>
        {
            if (GateFile.IsOne(file.AdditionalFile) && GateFile.Read(file.AdditionalFile, file.CancellationToken) is { } gate)
            {
                Analyze(file, gate);
            }
        });
    }

    /// <summary>Looks at a gate file.</summary>
    private protected abstract void Analyze(AdditionalFileAnalysisContext context, GateFile gate);
}
