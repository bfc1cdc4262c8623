using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0021: <c>ByRef</c> on what is not by reference for it: a property, whose type says that, or an event.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0021IgnoredByRefAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.IgnoredByRef,
        "ByRef has no effect here",
        "'{0}' is not by reference for its mark; {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "ByRef makes the accessor of a field return a reference. A property is by reference when its type says ref; "
            + "an event never is.",
        helpLinkUri: HelpLinks.Of(RuleIds.IgnoredByRef));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        if (variable is { IsByRef: true, IsServed: true } && AdviceFor(variable.Symbol) is { } advice)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Mark.GetLocation(), variable.Symbol.Name, advice));
        }
    }

    private static string? AdviceFor(ISymbol symbol) => symbol switch
    {
        IPropertySymbol { RefKind: RefKind.None } property =>
            $"write 'static partial ref {property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)} {property.Name} "
                + "{ get; }' if it has to be, or drop ByRef",
        IEventSymbol => "drop ByRef",
        _ => null,
    };
}
