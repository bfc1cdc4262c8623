using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0012: an accessor by reference loses the <c>volatile</c> of its field.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0012VolatileByRefAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.VolatileByRef,
        "An accessor by reference is not volatile",
        "Reads and writes through 'V_{0}' are not volatile, because a reference is not; drop ByRef, "
            + "or use Volatile and Interlocked at each use and drop 'volatile'",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "With ByRef the accessor returns a reference to the field, and a reference can't be volatile.",
        helpLinkUri: HelpLinks.Of(RuleIds.VolatileByRef));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        if (variable.Symbol is IFieldSymbol { IsVolatile: true, IsStatic: true } && variable.IsByRef)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name));
        }
    }
}
