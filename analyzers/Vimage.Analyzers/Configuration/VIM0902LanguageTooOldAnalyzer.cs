using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Configuration;

/// <summary>VIM0902: a mark in a project whose version of C# can't compile what is generated for it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0902LanguageTooOldAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.LanguageTooOld,
        "The version of C# is too old for the mark",
        "Virtualizing {0} needs C# {1}, and this project is compiled as C# {2}; set LangVersion to {1}.0 or newer{3}",
        RuleCategories.Configuration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "What is generated for fields needs C# 12; what is generated for properties and events needs C# 14.",
        helpLinkUri: HelpLinks.Of(RuleIds.LanguageTooOld));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        bool isField = variable.Declaration is FieldDeclarationSyntax;
        LanguageVersion version = ((CSharpParseOptions)variable.Mark.SyntaxTree.Options).LanguageVersion;
        if (version < (isField ? VimageOptions.MinimumForFields : VimageOptions.MinimumForPartialMembers))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                s_rule,
                variable.Location,
                isField ? "a field" : "a property or event",
                isField ? "12" : "14",
                version.ToDisplayString(),
                isField ? "" : ", or mark a field instead"));
        }
    }
}
