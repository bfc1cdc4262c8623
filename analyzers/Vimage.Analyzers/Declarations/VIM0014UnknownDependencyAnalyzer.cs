using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0014: a module depends on one that does not exist.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0014UnknownDependencyAnalyzer : ModuleGraphAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.UnknownDependency,
        "A module depends on one that does not exist",
        "There is no module '{0}'; correct the name, or remove it",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "DependsOn names modules: by their [VnetModule] name, or by the full name of the type. "
            + "Not reported where a referenced assembly may have more modules, whose names are not visible.",
        helpLinkUri: HelpLinks.Of(RuleIds.UnknownDependency),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(CompilationAnalysisContext context, ModuleGraph graph)
    {
        if (HasForeignModules(context.Compilation))
        {
            return;
        }

        foreach (ModuleNode module in graph.Modules)
        {
            foreach (string name in module.DependsOn)
            {
                if (!graph.Contains(name))
                {
                    context.ReportDiagnostic(Diagnostic.Create(s_rule, module.LocationOf(name), name));
                }
            }
        }
    }

    // Each assembly that was compiled with the generator has a namespace of its own below this one.
    private static bool HasForeignModules(Compilation compilation)
    {
        INamespaceSymbol? hooks = compilation.GlobalNamespace.GetNamespaceMembers()
            .FirstOrDefault(static @namespace => @namespace.Name == "Vimage")?.GetNamespaceMembers()
            .FirstOrDefault(static @namespace => @namespace.Name == "Generated");
        return hooks is not null && hooks.GetNamespaceMembers().Any(each => each.GetTypeMembers()
            .Any(type => !SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)));
    }
}
