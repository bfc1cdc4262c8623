using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Configuration;

/// <summary>VIM0901: <c>VimageMode</c> is none of the modes.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0901InvalidModeAnalyzer : DiagnosticAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.InvalidMode,
        "VimageMode must be one of the modes",
        "The MSBuild property VimageMode is '{0}'; it must be Globals, Struct or Instance",
        RuleCategories.Configuration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "VimageMode decides what V_x means. A value that is none of the modes would silently mean Globals.",
        helpLinkUri: HelpLinks.Of(RuleIds.InvalidMode),
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
            if (!VimageOptions.TryGetMode(compilation.Options.AnalyzerConfigOptionsProvider.GlobalOptions, out _, out string value))
            {
                compilation.ReportDiagnostic(Diagnostic.Create(s_rule, Location.None, value));
            }
        });
    }
}
