using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Use;

/// <summary>VIM0103: the variable itself is needed, and its accessor returns the value. Says what the compiler's error does not.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0103AddressOfValueAnalyzer : AccessorUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.AddressOfValue,
        "The accessor must be by reference here",
        "'{0}' returns a value, and here the variable itself is needed; mark '{1}' with [Virtualized(ByRef = true)]",
        RuleCategories.Use,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "ref, out and in arguments, ref locals, pointers and writes to a part of a struct need the variable itself.",
        helpLinkUri: HelpLinks.Of(RuleIds.AddressOfValue));

    private protected override DiagnosticDescriptor Rule => s_rule;

    private protected override VariableUse ReportedUse => VariableUse.Address;
}
