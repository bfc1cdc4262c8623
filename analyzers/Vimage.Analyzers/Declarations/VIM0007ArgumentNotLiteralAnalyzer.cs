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
        description: "ByRef must be the literal true or false; a module's name, and those of modules it depends on, "
            + "must be string literals that are not empty.",
        helpLinkUri: HelpLinks.Of(RuleIds.ArgumentNotLiteral));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        context.RegisterSymbolAction(
            symbol => AnalyzeVariable(symbol, symbols), SymbolKind.Field, SymbolKind.Property, SymbolKind.Event);
        context.RegisterSymbolAction(symbol => AnalyzeType(symbol, symbols), SymbolKind.NamedType);
    }

    private static void AnalyzeVariable(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        SeparatedSyntaxList<AttributeArgumentSyntax> arguments =
            MarkedVariable.Of(context.Symbol, symbols, context.CancellationToken)?.Mark.ArgumentList?.Arguments ?? default;
        foreach (AttributeArgumentSyntax argument in arguments)
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == "ByRef"
                && !argument.Expression.IsKind(SyntaxKind.TrueLiteralExpression)
                && !argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression))
            {
                Report(context, argument.Expression, "the literal true or false");
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
