using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>Finds code that is compiled to an expression tree: in a lambda, or in a clause of a query.</summary>
internal static class ExpressionTree
{
    internal static bool Contains(ExpressionSyntax use, SemanticModel model) => use
        .Ancestors()
        .TakeWhile(static node => node is not MemberDeclarationSyntax)
        .Any(node => node switch
        {
            LambdaExpressionSyntax lambda => IsTree(model.GetTypeInfo(lambda).ConvertedType),
            QueryClauseSyntax clause => TakesTree(model.GetQueryClauseInfo(clause).OperationInfo.Symbol),
            SelectOrGroupClauseSyntax or OrderingSyntax => TakesTree(model.GetSymbolInfo(node).Symbol),
            _ => false,
        });

    private static bool TakesTree(ISymbol? operation) =>
        operation is IMethodSymbol method && method.Parameters.Any(static parameter => IsTree(parameter.Type));

    private static bool IsTree(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: "Expression", Arity: 1, ContainingNamespace.Name: "Expressions" };
}
