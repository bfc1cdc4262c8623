using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Use;

/// <summary>VIM0102: a call on an accessor by value changes a copy of the struct, and the compiler accepts it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0102MutationOfCopyAnalyzer : AccessorUseAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MutationOfCopy,
        "The call changes a copy",
        "This call changes a copy of '{0}' and not the variable; mark '{1}' with [Virtualized(ByRef = true)]",
        RuleCategories.Use,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "An accessor without ByRef returns the struct's value. A method that changes the struct then changes "
            + "a copy, where on the static itself it changed the variable.",
        helpLinkUri: HelpLinks.Of(RuleIds.MutationOfCopy));

    private protected override DiagnosticDescriptor Rule => s_rule;

    private protected override VariableUse ReportedUse => VariableUse.MutatingCall;
}
