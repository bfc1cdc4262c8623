using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Analyzers.Use;

/// <summary>Finds uses that an accessor by reference can't serve.</summary>
internal static class ReferenceLimits
{
    /// <summary>Returns the assignment of an awaited value that a use is the target of: <c>V_x = await F();</c></summary>
    internal static AssignmentExpressionSyntax? AwaitedWriteOf(ExpressionSyntax use)
    {
        ExpressionSyntax target = use;
        while (target.Parent is MemberAccessExpressionSyntax access && (access.Expression == target || access.Name == target))
        {
            target = access;
        }

        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target && HasAwait(assignment.Right)
            ? assignment
            : null;
    }

    /// <summary>Returns whether a use is in a lambda that is compiled to an expression tree.</summary>
    internal static bool IsInExpressionTree(ExpressionSyntax use, SemanticModel model, CancellationToken cancellation)
    {
        foreach (SyntaxNode node in use.Ancestors())
        {
            switch (node)
            {
                case MemberDeclarationSyntax:
                    return false;
                case LambdaExpressionSyntax when model.GetTypeInfo(node, cancellation).ConvertedType
                    is INamedTypeSymbol { Name: "Expression", Arity: 1, ContainingNamespace.Name: "Expressions" }:
                    return true;
            }
        }

        return false;
    }

    private static bool HasAwait(ExpressionSyntax expression) => expression
        .DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax)
        .Any(static node => node.IsKind(SyntaxKind.AwaitExpression));
}
