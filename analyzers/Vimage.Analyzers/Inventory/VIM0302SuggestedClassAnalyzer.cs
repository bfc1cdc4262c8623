using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Inventory;

/// <summary>VIM0302: what an unclassified static is, by all that the compilation does with it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0302SuggestedClassAnalyzer : InventoryAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.SuggestedClass,
        "The class of a static by what is done with it",
        "'{0}': {1}: {2}",
        RuleCategories.Inventory,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "Found by looking at all uses in the compilation. What other assemblies do with a static is not seen.",
        helpLinkUri: HelpLinks.Of(RuleIds.SuggestedClass),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context)
    {
        VimageSymbols? symbols = VimageSymbols.Find(context.Compilation);
        HashSet<string> classified = GateFile.ClassifiedIn(context.Options, context.CancellationToken);
        ConcurrentDictionary<ISymbol, StaticUses> uses = new(SymbolEqualityComparer.Default);
        ConcurrentBag<ISymbol> statics = [];
        context.RegisterSymbolAction(
            symbol =>
            {
                if (IsOpen(symbol.Symbol, symbols)
                    && !classified.Contains(symbol.Symbol.GetDocumentationCommentId() ?? "")
                    && !ClassComment.Exists(symbol.Symbol, symbol.CancellationToken))
                {
                    statics.Add(symbol.Symbol);
                }
            },
            SymbolKind.Field,
            SymbolKind.Property,
            SymbolKind.Event);
        context.RegisterOperationAction(
            operation =>
            {
                ISymbol member = ((IMemberReferenceOperation)operation.Operation).Member;
                if (member.IsStatic && member.Locations[0].IsInSource && operation.Operation.Parent is not INameOfOperation)
                {
                    uses.GetOrAdd(member.OriginalDefinition, static _ => new StaticUses())
                        .Add(StaticAccesses.Of(operation.Operation), operation.ContainingSymbol);
                }
            },
            OperationKind.FieldReference,
            OperationKind.PropertyReference,
            OperationKind.EventReference);
        context.RegisterCompilationEndAction(end =>
        {
            foreach (ISymbol variable in statics)
            {
                Report(end, variable, uses.TryGetValue(variable, out StaticUses? found) ? found : new StaticUses());
            }
        });
    }

    private static void Report(CompilationAnalysisContext context, ISymbol variable, StaticUses uses)
    {
        (string @class, string reason) = ClassSuggestion.Of(variable, StaticVariables.MutabilityOf(variable), uses)
            ?? ("virtualize it", "changes while the program runs");
        context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Locations[0], variable.Name, reason, @class));
    }
}
