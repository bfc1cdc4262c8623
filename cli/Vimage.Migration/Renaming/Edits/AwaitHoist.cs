using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Renaming.Uses;

namespace Vimage.Migration.Renaming.Edits;

/// <summary>
/// Takes an assignment of an awaited value apart, for a variable whose accessor is by reference and so can't be held across an
/// <c>await</c>. What was evaluated before what still is: <c>x += await F();</c> reads <c>x</c> first.
/// </summary>
internal static class AwaitHoist
{
    /// <summary>Finds the changes of the assignments that write some names.</summary>
    /// <param name="names">The names, in source that is renamed already.</param>
    internal static IEnumerable<TextChange> ChangesOf(IEnumerable<SyntaxToken> names)
    {
        AssignmentExpressionSyntax[] assignments = [.. names.Select(AssignmentOf)];

        // What a pattern declares is seen far around it; what is declared in a block of its own is not.
        HashSet<string> declared = new(StringComparer.Ordinal);
        foreach (AssignmentExpressionSyntax assignment in assignments
            .OrderBy(static each => each.Parent is ExpressionStatementSyntax)
            .ThenBy(static each => each.SpanStart))
        {
            string local = UniqueName(assignment, declared);
            if (assignment.Parent is ExpressionStatementSyntax statement)
            {
                yield return new TextChange(statement.Span, Statement(assignment, local));
            }
            else
            {
                declared.Add(local);
                yield return new TextChange(assignment.Span, Expression(assignment, local));
            }
        }
    }

    private static AssignmentExpressionSyntax AssignmentOf(SyntaxToken name)
    {
        ExpressionSyntax use = (ExpressionSyntax)name.Parent!;
        return AwaitUse.WriteOf(use.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == use ? qualified : use)!;
    }

    private static string Statement(AssignmentExpressionSyntax assignment, string local) => assignment.Kind() switch
    {
        SyntaxKind.SimpleAssignmentExpression => $"{{ var {local} = {assignment.Right}; {assignment.Left} = {local}; }}",
        SyntaxKind.CoalesceAssignmentExpression =>
            $"if ({assignment.Left} is null) {{ var {local} = {assignment.Right}; {assignment.Left} = {local}; }}",
        _ => $"{{ var {local} = {assignment.Left}; {local} {assignment.OperatorToken} {assignment.Right}; {assignment.Left} = {local}; }}",
    };

    // Where a statement can't be, a pattern declares the local. It always matches.
    private static string Expression(AssignmentExpressionSyntax assignment, string local)
    {
        string write = $"{assignment.Left} = {local} : default!";
        string expression = assignment.Kind() switch
        {
            SyntaxKind.SimpleAssignmentExpression => $"({assignment.Right}) is var {local} ? {write}",
            SyntaxKind.CoalesceAssignmentExpression => $"{assignment.Left} ?? (({assignment.Right}) is var {local} ? {write})",
            _ => $"{assignment.Left} is var {local} && ({local} {assignment.OperatorToken} {assignment.Right}) is var _ ? {write}",
        };

        // The body of a lambda or member that returns nothing has to be a statement.
        return assignment.Parent is ArrowExpressionClauseSyntax or LambdaExpressionSyntax ? $"_ = {expression}" : $"({expression})";
    }

    private static string UniqueName(AssignmentExpressionSyntax assignment, HashSet<string> declared)
    {
        string name = assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) ? "awaited" : "current";
        SyntaxNode member = assignment.FirstAncestorOrSelf<MemberDeclarationSyntax>()!;
        HashSet<string> taken =
        [
            .. member.DescendantTokens()
                .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(static token => token.ValueText),
            .. declared,
        ];
        string unique = name;
        for (int i = 2; taken.Contains(unique); i++)
        {
            unique = $"{name}{i}";
        }

        return unique;
    }
}
