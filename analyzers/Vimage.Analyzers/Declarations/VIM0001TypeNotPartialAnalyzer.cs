using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0001: a type with marks, or one around it, is not <c>partial</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0001TypeNotPartialAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.TypeNotPartial,
        "A type with virtualized members must be partial",
        "Make '{0}' partial: members are generated into it for what is marked inside",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Accessors and hooks are generated into the type that has the marks. "
            + "It, and each type around it, must be declared partial.",
        helpLinkUri: HelpLinks.Of(RuleIds.TypeNotPartial));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (type.DeclaringSyntaxReferences.Length != 1 || !HasMarks(type, symbols))
        {
            // A type of several declarations is partial already, or the compiler says so.
            return;
        }

        if (type.DeclaringSyntaxReferences[0].GetSyntax(context.CancellationToken) is TypeDeclarationSyntax declaration
            && Eligibility.CanBePartial(declaration)
            && !Eligibility.Has(declaration, SyntaxKind.PartialKeyword))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, declaration.Identifier.GetLocation(), type.Name));
        }
    }

    private static bool HasMarks(INamedTypeSymbol type, VimageSymbols symbols)
    {
        if (symbols.IsModule(type))
        {
            return true;
        }

        foreach (INamedTypeSymbol nested in type.GetTypeMembers())
        {
            if (HasMarks(nested, symbols))
            {
                return true;
            }
        }

        return false;
    }
}
