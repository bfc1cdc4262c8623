using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0019: an <c>AsyncLocal</c>, whose value follows a flow wherever it goes, is virtualized.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0019AsyncLocalMarkAnalyzer : DeclarationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.AsyncLocalMark,
        "A virtualized AsyncLocal loses its value in another vnet",
        "'{0}' has a value for each flow, which a flow no longer finds once it has entered another vnet; remove the mark, "
            + "or virtualize a variable of the value's type instead",
        RuleCategories.Declaration,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "What an AsyncLocal holds belongs to a flow, and the current vnet is itself such a thing. "
            + "Virtualized, each vnet has an AsyncLocal of its own, and a flow that enters a vnet finds an empty one.",
        helpLinkUri: HelpLinks.Of(RuleIds.AsyncLocalMark));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Analyze(SymbolAnalysisContext context, MarkedVariable variable)
    {
        ITypeSymbol? type = (variable.Symbol as IFieldSymbol)?.Type ?? (variable.Symbol as IPropertySymbol)?.Type;
        if (type is { Name: "AsyncLocal", ContainingNamespace: { Name: "Threading", ContainingNamespace.Name: "System" } } && variable.IsServed)
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name));
        }
    }
}
