using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0008: a <c>[VnetInit]</c>, <c>[VnetUninit]</c> or <c>[VnetClone]</c> method that can't be called.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0008MalformedHookAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.MalformedHook,
        "A hook is a static method that takes nothing or the vnet",
        "{0} can't be a hook: {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A [VnetInit], [VnetUninit] or [VnetClone] method is static, not generic, returns nothing, and takes nothing or a Vnet.",
        helpLinkUri: HelpLinks.Of(RuleIds.MalformedHook));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols)
    {
        context.RegisterSymbolAction(
            symbol => Analyze((IMethodSymbol)symbol.Symbol, symbols, symbol.ReportDiagnostic, symbol.CancellationToken),
            SymbolKind.Method);
        context.RegisterSyntaxNodeAction(
            node => AnalyzeLocal(node, symbols),
            SyntaxKind.LocalFunctionStatement,
            SyntaxKind.ParenthesizedLambdaExpression,
            SyntaxKind.SimpleLambdaExpression);
    }

    private static void AnalyzeLocal(SyntaxNodeAnalysisContext context, VimageSymbols symbols)
    {
        SyntaxList<AttributeListSyntax> attributes = context.Node switch
        {
            LocalFunctionStatementSyntax local => local.AttributeLists,
            LambdaExpressionSyntax lambda => lambda.AttributeLists,
            _ => default,
        };
        if (attributes.Count > 0
            && (context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
                ?? context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol) is IMethodSymbol method)
        {
            Analyze(method, symbols, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    private static void Analyze(
        IMethodSymbol method, VimageSymbols symbols, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (symbols.HookMarkOf(method)?.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax mark
            && VimageSymbols.IsWrittenAt(method, mark.Parent!.Parent!)
            && AdviceFor(method, symbols) is { } advice)
        {
            string name = method.MethodKind == MethodKind.AnonymousFunction ? "A lambda" : method.Name;
            report(Diagnostic.Create(s_rule, method.Locations[0], name, advice));
        }
    }

    private static string? AdviceFor(IMethodSymbol method, VimageSymbols symbols) => method switch
    {
        { MethodKind: not MethodKind.Ordinary } => "move its code to a static method of a type",
        { IsStatic: false } => "make it static",
        { IsAbstract: true } or { IsVirtual: true } => "a type has to implement it; remove 'abstract' or 'virtual'",
        { IsGenericMethod: true } => "remove the type parameters",
        { ReturnsVoid: false } => "make it return nothing; what it returns would be lost",
        { IsAsync: true } => "the vnet would not wait for it; remove 'async' and let it finish before it returns",
        _ when symbols.HookMarksOf(method).Skip(1).Any() => "it has two marks, and only one of them counts; write a method for each",
        { Parameters.Length: > 1 } => "it may take the Vnet and nothing else",
        { Parameters.Length: 1 } when !IsVnet(method.Parameters[0], symbols) => "its parameter must be a Vnet, by value",
        _ => null,
    };

    private static bool IsVnet(IParameterSymbol parameter, VimageSymbols symbols) =>
        parameter.RefKind is RefKind.None or RefKind.In
        && SymbolEqualityComparer.Default.Equals(parameter.Type, symbols.Vnet);
}
