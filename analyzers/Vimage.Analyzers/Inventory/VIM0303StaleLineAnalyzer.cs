using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Inventory;

/// <summary>VIM0303: a line of the gate file is about a static that is no longer to be decided about.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0303StaleLineAnalyzer : GateFileAnalyzer
{
    private const string ProjectFolderKey = "build_property.ProjectDir";

    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.StaleLine,
        "A line of the gate file is stale",
        "'{0}' {1}; remove the line",
        RuleCategories.Inventory,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A line that is about nothing would silently allow a static of that name that somebody adds later.",
        helpLinkUri: HelpLinks.Of(RuleIds.StaleLine));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(AdditionalFileAnalysisContext context, GateFile gate)
    {
        VimageSymbols? symbols = VimageSymbols.Find(context.Compilation);
        bool isOwn = IsInProject(gate, context.Options);
        foreach (GateLine line in gate.Lines)
        {
            if (line is { Fault: null, Class: not StaticClasses.Virtualized }
                && ReasonFor(line, context.Compilation, symbols, isOwn) is { } reason)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, line.Location, line.Symbol, reason));
            }
        }
    }

    private static string? ReasonFor(GateLine line, Compilation compilation, VimageSymbols? symbols, bool isOwn)
    {
        if (DocumentationCommentId.GetFirstSymbolForDeclarationId(line.Symbol, compilation) is not { } symbol)
        {
            // It may be in another project, if several share the file.
            return isOwn ? "does not exist" : null;
        }

        return !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly) ? null
            : !StaticVariables.IsVariable(symbol) ? "is no static variable"
            : symbols?.IsVirtualized(symbol) == true ? "is virtualized"
            : StaticVariables.MutabilityOf(symbol) == StaticMutability.Immutable ? "can't change"
            : null;
    }

    private static bool IsInProject(GateFile gate, AnalyzerOptions options) =>
        options.AnalyzerConfigOptionsProvider.GlobalOptions.TryGetValue(ProjectFolderKey, out string? folder)
        && folder.Length > 0
        && gate.Path.StartsWith(folder, StringComparison.OrdinalIgnoreCase);
}
