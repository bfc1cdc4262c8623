using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Flow;

/// <summary>VIM0208: an object that belongs to one vnet is stored where all vnets see it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0208LeakedValueAnalyzer : OperationAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.LeakedValue,
        "An object of one vnet is stored in a static of all",
        "'{0}' is an object of the current vnet, and all vnets share '{1}'; virtualize '{1}', or store a copy",
        RuleCategories.Flow,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Other vnets then read and change this vnet's object, and it stays alive when its vnet is destroyed.",
        helpLinkUri: HelpLinks.Of(RuleIds.LeakedValue));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    /// <summary>Returns the variable whose own object is <paramref name="value"/>, if it is one that can be changed.</summary>
    internal static ISymbol? OwnObject(IOperation value, VimageSymbols symbols)
    {
        IOperation bare = LocalValues.Of(value);
        return bare.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String, Name: not "Type", TypeKind: not TypeKind.Delegate }
            ? VirtualizedState.VariableOf(bare, symbols)
            : null;
    }

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        RegisterOperations(context, OperationKind.SimpleAssignment, use => Analyze(use, symbols));
        RegisterOperations(context, OperationKind.CoalesceAssignment, use => Analyze(use, symbols));
        RegisterOperations(context, OperationKind.Invocation, use => Analyze(use, symbols));
        RegisterOperations(context, OperationKind.FieldInitializer, use => Analyze(use, symbols));
        RegisterOperations(context, OperationKind.PropertyInitializer, use => Analyze(use, symbols));
    }

    private static void Analyze(OperationUse use, VimageSymbols symbols)
    {
        if (SharedStatics.StoreOf(use.Operation, symbols) is not { } store)
        {
            return;
        }

        foreach (IOperation value in store.Values)
        {
            if (OwnObject(value, symbols) is { } variable)
            {
                use.Report(Diagnostic.Create(s_rule, value.Syntax.GetLocation(), variable.Name, store.Static.Name));
            }
        }
    }
}
