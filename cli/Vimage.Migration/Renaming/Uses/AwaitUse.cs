using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>Finds uses that a reference can't serve, because an <c>await</c> comes between taking it and using it.</summary>
internal static class AwaitUse
{
    /// <summary>Returns the assignment of an awaited value that writes a use: <c>x = await F();</c>, <c>x.f += await F();</c></summary>
    internal static AssignmentExpressionSyntax? WriteOf(ExpressionSyntax use)
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

    /// <summary>Returns whether a use is an argument or the receiver of a call that has an <c>await</c> in a later argument.</summary>
    internal static bool IsHeld(ExpressionSyntax use)
    {
        for (SyntaxNode node = use; node.Parent is { } parent and not StatementSyntax; node = parent)
        {
            IEnumerable<ArgumentSyntax> later = (node, parent) switch
            {
                (ArgumentSyntax argument, BaseArgumentListSyntax list) => list.Arguments.SkipWhile(each => each != argument).Skip(1),
                (ExpressionSyntax receiver, InvocationExpressionSyntax call) when call.Expression == receiver => call.ArgumentList.Arguments,
                (ExpressionSyntax receiver, ElementAccessExpressionSyntax access) when access.Expression == receiver =>
                    access.ArgumentList.Arguments,
                _ => [],
            };
            if (later.Any(static argument => HasAwait(argument.Expression)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasAwait(ExpressionSyntax expression) => expression
        .DescendantNodesAndSelf(static node => node is not AnonymousFunctionExpressionSyntax)
        .Any(static node => node.IsKind(SyntaxKind.AwaitExpression));
}
