using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0016: two modules have the same name.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0016DuplicateModuleAnalyzer : ModuleGraphAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.DuplicateModule,
        "Two modules have the same name",
        "'{0}' is the name of the module '{1}' already; give this one another name",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "DependsOn and error messages name modules; two of the same name can't be told apart.",
        helpLinkUri: HelpLinks.Of(RuleIds.DuplicateModule),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(CompilationAnalysisContext context, ModuleGraph graph)
    {
        foreach ((ModuleNode second, ModuleNode first) in graph.Duplicates)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, second.Location, second.Name, first.Type.ToDisplayString()));
        }
    }
}
