using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Inventory;

/// <summary>VIM0301: a static that can change, and that is neither virtualized nor classified.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0301UnclassifiedStaticAnalyzer : InventoryAnalyzer
{
    /// <summary>The property of a diagnostic that is the class to suggest.</summary>
    internal const string ClassProperty = "Class";

    /// <summary>The property of a diagnostic that is the reason for it.</summary>
    internal const string ReasonProperty = "Reason";

    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.UnclassifiedStatic,
        "A static that can change is to be virtualized or classified",
        "'{0}' is a static {1}: virtualize it, or say in {2} why not: {3}",
        RuleCategories.Inventory,
        DiagnosticSeverity.Error,
        isEnabledByDefault: false,
        description: "Two instances of a program in one process share each of its statics. Each has to be looked at once.",
        helpLinkUri: HelpLinks.Of(RuleIds.UnclassifiedStatic));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context)
    {
        VimageSymbols? symbols = VimageSymbols.Find(context.Compilation);
        HashSet<string> classified = GateFile.ClassifiedIn(context.Options, context.CancellationToken);
        context.RegisterSymbolAction(
            symbol => Analyze(symbol, symbols, classified), SymbolKind.Field, SymbolKind.Property, SymbolKind.Event);
    }

    private static void Analyze(SymbolAnalysisContext context, VimageSymbols? symbols, HashSet<string> classified)
    {
        ISymbol variable = context.Symbol;
        if (!IsOpen(variable, symbols)
            || classified.Contains(variable.GetDocumentationCommentId() ?? "")
            || ClassComment.Exists(variable, context.CancellationToken))
        {
            return;
        }

        string problem = StaticVariables.MutabilityOf(variable) == StaticMutability.Variable
            ? "that can be assigned"
            : "whose contents can change";
        (string @class, string reason) = ClassSuggestion.Of(variable);
        context.ReportDiagnostic(Diagnostic.Create(
            s_rule,
            variable.Locations[0],
            ImmutableDictionary<string, string?>.Empty.Add(ClassProperty, @class).Add(ReasonProperty, reason),
            variable.Name,
            problem,
            GateFile.Name,
            GateLine.Of(variable, @class, reason)));
    }
}
