using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Vimage.Analyzers.Use;

/// <summary>VIM0105: a variable is <c>ByRef</c>, and no use of it needs that.</summary>
/// <remarks>Private variables only: of others, not all uses are in sight.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0105NeedlessByRefAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.NeedlessByRef,
        "The accessor need not be by reference",
        "No use of '{0}' needs the variable itself; without ByRef it also works across await and in expression trees",
        RuleCategories.Use,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An accessor by value compiles to exactly what the field compiles to; one by reference does so in most places.",
        helpLinkUri: HelpLinks.Of(RuleIds.NeedlessByRef));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        ConcurrentDictionary<ISymbol, VariableUse> uses = new(SymbolEqualityComparer.Default);
        PerType<MarkedVariable[]> variables = new(type => [.. VariablesOf(type, symbols)]);
        context.RegisterSymbolStartAction(
            type =>
            {
                // A nested type uses the variables of those around it; it ends before they do.
                INamedTypeSymbol own = (INamedTypeSymbol)type.Symbol;
                ILookup<string, MarkedVariable> inSight = TypesAround(own).SelectMany(variables.Of)
                    .ToLookup(static each => GeneratedNames.Accessor(each.Symbol.Name), StringComparer.Ordinal);
                if (inSight.Count > 0)
                {
                    type.RegisterOperationAction(
                        operation => Note(operation, inSight, uses), OperationKind.PropertyReference);
                    type.RegisterSymbolEndAction(end => Report(end, variables.Of(own), uses));
                }
            },
            SymbolKind.NamedType);
    }

    private static void Note(
        OperationAnalysisContext context, ILookup<string, MarkedVariable> variables, ConcurrentDictionary<ISymbol, VariableUse> uses)
    {
        IPropertyReferenceOperation reference = (IPropertyReferenceOperation)context.Operation;
        if (Accessors.IsGenerated(reference.Syntax.SyntaxTree)
            || variables[reference.Property.Name].FirstOrDefault(each => IsAccessorOf(reference.Property, each.Symbol)) is not { } variable)
        {
            return;
        }

        SimpleNameSyntax? name = (reference.Syntax as MemberAccessExpressionSyntax)?.Name ?? reference.Syntax as SimpleNameSyntax;
        VariableUse use = name is null
            ? VariableUse.Address
            : VariableUses.Of(name, reference.Property.Type, reference.SemanticModel!, context.CancellationToken);
        uses.AddOrUpdate(variable.Symbol, use, (_, before) => before == VariableUse.Value ? use : before);
    }

    private static void Report(
        SymbolAnalysisContext context, IEnumerable<MarkedVariable> variables, ConcurrentDictionary<ISymbol, VariableUse> uses)
    {
        foreach (MarkedVariable variable in variables)
        {
            if (uses.TryGetValue(variable.Symbol, out VariableUse use) && use == VariableUse.Value)
            {
                context.ReportDiagnostic(Diagnostic.Create(s_rule, variable.Mark.GetLocation(), variable.Symbol.Name));
            }
        }
    }

    private static IEnumerable<INamedTypeSymbol> TypesAround(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            yield return each;
        }
    }

    private static IEnumerable<MarkedVariable> VariablesOf(INamedTypeSymbol type, VimageSymbols symbols)
    {
        foreach (ISymbol member in type.GetMembers())
        {
            if (member is IFieldSymbol { DeclaredAccessibility: Accessibility.Private, IsStatic: true }
                && MarkedVariable.Of(member, symbols, CancellationToken.None) is { IsByRef: true, IsServed: true } variable
                && variable.Declaration is FieldDeclarationSyntax { Declaration.Variables.Count: 1 })
            {
                yield return variable;
            }
        }
    }

    // The accessor itself, or the one of a view.
    private static bool IsAccessorOf(IPropertySymbol property, ISymbol variable) =>
        SymbolEqualityComparer.Default.Equals(property.ContainingType.OriginalDefinition, variable.ContainingType)
        || SymbolEqualityComparer.Default.Equals(property.ContainingType.ContainingType?.OriginalDefinition, variable.ContainingType);
}
