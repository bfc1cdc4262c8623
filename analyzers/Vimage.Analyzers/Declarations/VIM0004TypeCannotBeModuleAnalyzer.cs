using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Vimage.Analyzers.Declarations;

/// <summary>VIM0004: marks in a type that nothing can be generated into.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class VIM0004TypeCannotBeModuleAnalyzer : VimageAnalyzer
{
    private static readonly DiagnosticDescriptor s_rule = new(
        RuleIds.TypeCannotBeModule,
        "The type can't have virtualized members",
        "'{0}' can't have virtualized members: {1}",
        RuleCategories.Declaration,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A file-local type can't be continued in a generated file, "
            + "and no type can be nested in an interface with variant type parameters.",
        helpLinkUri: HelpLinks.Of(RuleIds.TypeCannotBeModule));

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(s_rule);

    private protected override void Register(CompilationStartAnalysisContext context, VimageSymbols symbols) =>
        context.RegisterSymbolAction(symbol => Analyze(symbol, symbols), SymbolKind.NamedType);

    private static void Analyze(SymbolAnalysisContext context, VimageSymbols symbols)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)context.Symbol;
        if (ObstacleIn(type, context.CancellationToken) is { } obstacle && symbols.IsModule(type))
        {
            context.ReportDiagnostic(Diagnostic.Create(s_rule, type.Locations[0], type.Name, obstacle));
        }
    }

    private static string? ObstacleIn(INamedTypeSymbol type, CancellationToken cancellation)
    {
        for (INamedTypeSymbol? each = type; each is not null; each = each.ContainingType)
        {
            if (each.IsFileLocal)
            {
                return $"remove 'file' from '{each.Name}', which generated files must be able to continue";
            }

            if (each.TypeKind == TypeKind.Interface && IsVariant(each, cancellation))
            {
                return $"no type can be nested in '{each.Name}', whose type parameters are variant; "
                    + "move the variables to a class";
            }
        }

        return null;
    }

    private static bool IsVariant(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (SyntaxReference part in type.DeclaringSyntaxReferences)
        {
            if (part.GetSyntax(cancellation) is TypeDeclarationSyntax declaration && Eligibility.IsVariant(declaration))
            {
                return true;
            }
        }

        return false;
    }
}
