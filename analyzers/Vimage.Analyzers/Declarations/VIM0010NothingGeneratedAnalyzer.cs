using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0010: a mark without a fault that nonetheless has no accessor, because the generator did not see it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0010NothingGeneratedAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.NothingGenerated,
        "No accessor was generated",
        "No accessor was generated for '{0}': {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The mark is right, but the generator did not run or did not see it.",
        helpLinkUri: HelpLinks.Of(RuleIds.NothingGenerated));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        if (variable.Symbol is IPropertySymbol || !variable.IsServed || Accessors.Of(variable.Symbol) is not null)
        {
            // The compiler itself misses the other half of a property.
            return;
        }

        if (AccessorCollisions.In(variable.Symbol.ContainingType, GeneratedNames.Accessor(variable.Symbol.Name)) is not null)
        {
            // That is VIM0005's to say.
            return;
        }

        string advice = context.IsGeneratedCode
            ? "generated files are not seen by other generators; declare the variable in a file of your own"
            : "the generator of the package Vimage has not run; is the package's 'analyzers' asset excluded, or the compiler "
                + "older than that of the .NET 8 SDK?";
        context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name, advice));
    }
}
