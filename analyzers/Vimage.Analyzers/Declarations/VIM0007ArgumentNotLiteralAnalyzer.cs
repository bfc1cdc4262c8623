using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0007: an argument of a mark that has to be computed, which the generator can't.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0007ArgumentNotLiteralAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.ArgumentNotLiteral,
        "The arguments of a mark must be literals",
        "Write {0} here; the generator reads text and computes nothing",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "ByRef must be the literal true or false; a name, of a variable, of a module or of one that it depends on, "
            + "a string literal that is not empty; when a hook runs, a number, VnetSubsystem.X or VnetOrder.X, or a sum of these.",
        helpLinkUri: HelpLinks.Of(RuleIds.ArgumentNotLiteral));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        context.RegisterSymbolAction(
            symbol => AnalyzeVariable(symbol, symbols), SymbolKind.Field, SymbolKind.Property, SymbolKind.Event);
        context.RegisterSymbolAction(symbol => AnalyzeType(symbol, symbols), SymbolKind.NamedType);
        context.RegisterSymbolAction(symbol => AnalyzeHook(symbol, symbols), SymbolKind.Method);
    }

    private static void AnalyzeVariable(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments =
            MarkedVariable.Of(context.Symbol, symbols, context.CancellationToken)?.Mark.ArgumentList?.Arguments ?? default;
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            switch (argument.NameEquals?.Name.Identifier.ValueText)
            {
                case "ByRef" when !argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression)
                    && !argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression):
                    Report(context, argument.Expression, "the literal true or false");
                    break;
                case "Name" when Eligibility.LiteralName(argument.Expression) is null
                    && !argument.Expression.IsKind(SyntaxKind.NullLiteralExpression):
                    Report(context, argument.Expression, "the variable's name as a string literal that is not empty");
                    break;
            }
        }
    }

    // The generator knows the constants of VnetSubsystem and VnetOrder by their spelling; it must have got them right.
    private static void AnalyzeHook(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        if (symbols.HookMarkOf(context.Symbol) is not { } data
            || data.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax { ArgumentList.Arguments: var arguments } mark
            || !VimageSymbols.IsWrittenAt(context.Symbol, mark.Parent!.Parent!))
        {
            return;
        }

        for (int i = 0; i < arguments.Count; i++)
        {
            int parameter = HookNumbers.IsOrder(arguments[i], i) ? 1 : 0;
            object? value = data.ConstructorArguments.ElementAtOrDefault(parameter).Value;
            if (value is int number && HookNumbers.Evaluate(arguments[i].Expression) != number)
            {
                Report(context, arguments[i].Expression, "a number, VnetSubsystem.X or VnetOrder.X, or a sum of these");
            }
        }
    }

    private static void AnalyzeType(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments =
            VimageSymbols.Find(context.Symbol, symbols.VnetModule)?.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken)
                is AttributeSyntax { ArgumentList: { } list } ? list.Arguments : default;
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            if (argument.NameEquals is null)
            {
                if (Eligibility.LiteralName(argument.Expression) is null)
                {
                    Report(context, argument.Expression, "the module's name as a string literal that is not empty");
                }
            }
            else if (argument.NameEquals.Name.Identifier.ValueText == "DependsOn")
            {
                AnalyzeDependencies(context, argument.Expression);
            }
        }
    }

    private static void AnalyzeDependencies(SymbolAnalysisContext context, ExpressionSyntax names)
    {
        foreach (ExpressionSyntax name in Eligibility.ElementsOf(names))
        {
            if (Eligibility.LiteralName(name) is null && !name.IsKind(SyntaxKind.NullLiteralExpression))
            {
                Report(context, name, "a module's name as a string literal that is not empty");
            }
        }
    }

    private static void Report(SymbolAnalysisContext context, ExpressionSyntax expression, string advice) =>
        context.ReportDiagnostic(Diagnostic.Create(s_rule, expression.GetLocation(), advice));
}
