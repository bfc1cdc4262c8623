using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming;

/// <summary>An assignment whose value has an <c>await</c> in it: <c>x = await F();</c>, <c>x += await F();</c></summary>
internal static class AwaitedWrite
{
    /// <summary>Returns the assignment that writes a use so, or <see langword="null"/>.</summary>
    internal static AssignmentExpressionSyntax? Of(ExpressionSyntax use)
    {
        ExpressionSyntax target = use;
        while (target.Parent is MemberAccessExpressionSyntax access && access.Expression == target)
        {
            target = access;
        }

        return target.Parent is AssignmentExpressionSyntax assignment
            && assignment.Left == target
            && HasAwait(assignment.Right)
                ? assignment
                : null;
    }

    private static bool HasAwait(ExpressionSyntax expression) => expression
        .DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax)
        .Any(static node => node.IsKind(SyntaxKind.AwaitExpression));
}
