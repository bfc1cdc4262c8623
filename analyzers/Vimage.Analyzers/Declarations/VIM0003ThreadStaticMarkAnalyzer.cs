using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0003: a field is <c>[ThreadStatic]</c> and <c>[Virtualized]</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0003ThreadStaticMarkAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.ThreadStaticMark,
        "A thread-static field can't be virtualized",
        "'{0}' belongs to a thread; remove [ThreadStatic] so that it can belong to a vnet, or remove the mark",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A thread-static field has one value for each thread, a virtualized one for each vnet; "
            + "no field can be both. For a value of each thread in each vnet, virtualize a ThreadLocal<T>.",
        helpLinkUri: HelpLinks.Of(RuleIds.ThreadStaticMark));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        INamedTypeSymbol? threadStatic = context.Compilation.GetTypeByMetadataName("System.ThreadStaticAttribute");
        if (variable.Symbol.IsStatic && VimageSymbols.Find(variable.Symbol, threadStatic) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name));
        }
    }
}
