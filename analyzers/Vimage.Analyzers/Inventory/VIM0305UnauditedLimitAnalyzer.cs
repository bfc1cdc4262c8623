using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Inventory;

/// <summary>VIM0305: the number of unaudited statics is not the one that the gate file allows. It may only shrink.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0305UnauditedLimitAnalyzer : GateFileAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.UnauditedLimit,
        "The unaudited statics may only become fewer",
        "{0} statics are unaudited, and {1}",
        RuleCategories.Inventory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The gate file says how many statics nobody has looked at yet. The number is lowered with each that somebody has, "
            + "and never raised.",
        helpLinkUri: HelpLinks.Of(RuleIds.UnauditedLimit));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(AdditionalFileAnalysisContext context, GateFile gate)
    {
        int count = gate.Lines.Count(static line => line.Class == StaticClasses.Unaudited);
        string? problem = gate.Limit switch
        {
            null when count > 0 => $"the file does not limit them; add the line '{GateFile.LimitPrefix} {count}'",
            { } limit when count > limit => $"{limit} are allowed; classify or virtualize the new ones instead",
            { } limit when count < limit => $"{limit} are allowed; write '{GateFile.LimitPrefix} {count}', so that they don't become more again",
            _ => null,
        };
        if (problem is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, gate.LimitLocation, count, problem));
        }
    }
}
