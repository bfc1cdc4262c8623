using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0015: modules depend on each other in a circle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0015DependencyCycleAnalyzer : ModuleGraphAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.DependencyCycle,
        "Modules depend on each other in a circle",
        "No order of initialisation is right for {0}; remove one of these dependencies",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A module is initialised after those that it depends on. In a circle there is no such order.",
        helpLinkUri: HelpLinks.Of(RuleIds.DependencyCycle),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(CompilationAnalysisContext context, ModuleGraph graph)
    {
        foreach (ModuleNode module in graph.Modules)
        {
            if (graph.CycleFrom(module) is { } cycle)
            {
                context.ReportDiagnostic(
                    Diagnostic.Create(s_rule, module.LocationOf(cycle[1]), $"'{string.Join("' -> '", cycle)}'"));
            }
        }
    }
}
