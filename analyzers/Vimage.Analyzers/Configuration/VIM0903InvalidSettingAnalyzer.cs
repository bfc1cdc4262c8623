using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Configuration;

/// <summary>VIM0903: a key of an <c>.editorconfig</c> has a value that means nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0903InvalidSettingAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.InvalidSetting,
        "A setting has no valid value",
        "'{0} = {1}' means nothing; it must be a whole number, {2} or more, and counts as {3} until then",
        RuleCategories.Configuration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A value that can't be read would silently be the usual one.",
        helpLinkUri: HelpLinks.Of(RuleIds.InvalidSetting),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationAction(static compilation =>
        {
            foreach (NumberSetting setting in Settings.All)
            {
                foreach (string fault in compilation.Compilation.SyntaxTrees
                    .Select(tree => setting.FaultOf(compilation.Options, tree)).OfType<string>().Distinct())
                {
                    compilation.ReportDiagnostic(
                        Diagnostic.Create(s_rule, Location.None, setting.Key, fault, setting.Minimum, setting.Usual));
                }
            }
        });
    }
}
