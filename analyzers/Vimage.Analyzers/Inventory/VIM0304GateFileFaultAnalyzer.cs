using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Inventory;

/// <summary>VIM0304: a line of the gate file can't be read.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0304GateFileFaultAnalyzer : GateFileAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.GateFileFault,
        "A line of the gate file is wrong",
        "The line {0}",
        RuleCategories.Inventory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A line is a symbol, a class and a reason, with tabs between them. A line that can't be read counts for nothing.",
        helpLinkUri: HelpLinks.Of(RuleIds.GateFileFault));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(AdditionalFileAnalysisContext context, GateFile gate)
    {
        foreach (GateLine line in gate.Lines)
        {
            if (line.Fault is { } fault)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, line.Location, fault));
            }
        }
    }
}
