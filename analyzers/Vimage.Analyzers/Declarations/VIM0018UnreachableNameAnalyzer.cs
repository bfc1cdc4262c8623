using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0018: a variable has a name that does not lead to it, or not to it alone.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0018UnreachableNameAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.UnreachableName,
        "A variable can't be found by its name",
        "'{0}' can't be found by the name '{1}': {2}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The Name of a mark is what GetVariable and SetVariable ask for. It has to lead to one variable.",
        helpLinkUri: HelpLinks.Of(RuleIds.UnreachableName),
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        ConcurrentBag<(string Name, MarkedVariable Variable)> named = [];
        DeclarationAnalyzer.RegisterVariables(context, symbols, (symbol, variable) =>
        {
            if (variable.IsServed && Eligibility.VariableName(variable.Mark) is { } name)
            {
                if (ObstacleOf(variable) is { } obstacle)
                {
                    Report(symbol.ReportDiagnostic, variable, name, obstacle);
                }
                else
                {
                    named.Add((name, variable));
                }
            }
        });
        context.RegisterCompilationEndAction(end =>
        {
            foreach (IGrouping<string, (string Name, MarkedVariable Variable)> same in
                named.GroupBy(static each => each.Name, StringComparer.Ordinal))
            {
                // In an order that does not depend on threads.
                MarkedVariable[] variables =
                    [.. same.Select(static each => each.Variable).OrderBy(static each => each.Symbol.ToDisplayString(), StringComparer.Ordinal)];
                foreach (MarkedVariable second in variables.Skip(1))
                {
                    Report(end.ReportDiagnostic, second, same.Key, $"it is the name of '{variables[0].Symbol.ToDisplayString()}' already");
                }
            }
        });
    }

    private static string? ObstacleOf(MarkedVariable variable) => variable switch
    {
        { Symbol: IEventSymbol } => "an event has no value to read or set; remove the name",
        { Symbol.ContainingType: var type } when IsGeneric(type) =>
            $"each type made from '{type.ToDisplayString()}' would have a variable of that name; remove it",
        { Symbol: IFieldSymbol { Type: IPointerTypeSymbol or IFunctionPointerTypeSymbol } } =>
            "a pointer can't be read or set by name; remove the name",
        { Declaration: FieldDeclarationSyntax { Declaration.Variables: { Count: > 1 } all } }
            when all[0].Identifier.ValueText != variable.Symbol.Name =>
            "the name goes to the first variable of the declaration; declare this one by itself",
        _ => null,
    };

    private static bool IsGeneric(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            if (each.Arity > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static void Report(Action<Diagnostic> report, MarkedVariable variable, string name, string problem) =>
        report(Diagnostic.Create(s_rule, variable.Location, variable.Symbol.Name, name, problem));
}
