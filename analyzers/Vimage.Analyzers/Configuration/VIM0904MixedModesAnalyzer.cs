using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Configuration;

/// <summary>VIM0904: of two assemblies with modules that work together, one has an instance for each vnet, and one has a single one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0904MixedModesAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MixedModes,
        "Assemblies that share modules are compiled in different modes",
        "The modules of '{0}' have {1}, and those of this project {2}; compile both with the same VimageMode",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Globals and Struct have one instance of all state, Instance has one for each vnet. What belongs together and is mixed "
            + "is neither isolated nor shared.",
        helpLinkUri: HelpLinks.Of(RuleIds.MixedModes),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(Analyze);
    }

    private static void Analyze(CompilationAnalysisContext context)
    {
        IAssemblySymbol own = context.Compilation.Assembly;
        if (ModulesOf.HasInstances(own) is not { } isOwnInstance)
        {
            return;
        }

        IEnumerable<IAssemblySymbol> mixed = context.Compilation.SourceModule.ReferencedAssemblySymbols
            .Where(assembly => ModulesOf.HasInstances(assembly) is { } isInstance && isInstance != isOwnInstance && ModulesOf.Exist(assembly))
            .OrderBy(static assembly => assembly.Name, StringComparer.Ordinal);
        foreach (IAssemblySymbol assembly in mixed)
        {
            // Only now: it looks at all types.
            if (!ModulesOf.Exist(own))
            {
                return;
            }

            context.ReportDiagnostic(Diagnostic.Create(
                s_rule, Location.None, assembly.Name, Instances(!isOwnInstance), Instances(isOwnInstance)));
        }
    }

    private static string Instances(bool isInstance) => isInstance ? "an instance for each vnet" : "one instance for all";
}
