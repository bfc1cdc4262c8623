using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Renaming;

/// <summary>
/// Takes an assignment of an awaited value apart, for a variable whose accessor is by reference and so can't be held across an
/// <c>await</c>. What was evaluated before what still is: <c>x += await F();</c> reads <c>x</c> first.
/// </summary>
internal static class AwaitHoist
{
    /// <summary>Finds the change of the statement that writes a name.</summary>
    /// <param name="name">The name, in source that is renamed already.</param>
    /// <returns>The change; <see langword="null"/> if the assignment is not a statement of its own.</returns>
    internal static TextChange? ChangeOf(SyntaxToken name)
    {
        ExpressionSyntax use = (ExpressionSyntax)name.Parent!;
        if (use.Parent is MemberAccessExpressionSyntax qualified && qualified.Name == use)
        {
            use = qualified;
        }

        if (AwaitedWrite.Of(use) is not { Parent: ExpressionStatementSyntax statement } assignment
            || assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression))
        {
            return null;
        }

        string awaited = UniqueName("awaited", statement);
        string value = $"var {awaited} = {assignment.Right}; ";
        if (assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            return new TextChange(statement.Span, $"{{ {value}{assignment.Left} = {awaited}; }}");
        }

        string before = UniqueName("before", statement);
        string binary = assignment.OperatorToken.Text[..^1];
        return new TextChange(
            statement.Span,
            $"{{ var {before} = {assignment.Left}; {value}{assignment.Left} = {before} {binary} {awaited}; }}");
    }

    private static string UniqueName(string name, SyntaxNode statement)
    {
        SyntaxNode member = statement.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? statement;
        HashSet<string> taken =
        [
            .. member.DescendantTokens()
                .Where(static token => token.IsKind(SyntaxKind.IdentifierToken))
                .Select(static token => token.ValueText),
        ];
        string unique = name;
        for (int i = 2; taken.Contains(unique); i++)
        {
            unique = $"{name}{i}";
        }

        return unique;
    }
}
