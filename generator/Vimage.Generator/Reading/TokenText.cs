using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Vimage.Generator.Reading;

/// <summary>
/// The text of syntax without what only people read: comments go, directives and the branches they disable go, any run of
/// white space becomes one space or one line end. Text inside a token (a raw string, say) stays as it is.
/// </summary>
internal static class TokenText
{
    internal static string Of(SyntaxNode node)
    {
        StringBuilder text = new(node.Span.Length);
        Separator separator = Separator.None;
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            separator = Max(separator, Of(token.LeadingTrivia));
            if (text.Length > 0)
            {
                Append(text, separator);
            }

            text.Append(token.Text);
            separator = Of(token.TrailingTrivia);
        }

        return text.ToString();
    }

    internal static string Of(SyntaxTokenList tokens) => string.Join(" ", tokens.Select(static token => token.Text));

    private static Separator Of(SyntaxTriviaList trivia)
    {
        Separator separator = Separator.None;
        foreach (SyntaxTrivia each in trivia)
        {
            bool isOneLine = each.IsKind(SyntaxKind.WhitespaceTrivia) || each.IsKind(SyntaxKind.MultiLineCommentTrivia);
            separator = Max(separator, isOneLine ? Separator.Space : Separator.Line);
        }

        return separator;
    }

    private static void Append(StringBuilder text, Separator separator)
    {
        switch (separator)
        {
            case Separator.Space:
                text.Append(' ');
                break;
            case Separator.Line:
                text.Append('\n');
                break;
        }
    }

    private static Separator Max(Separator a, Separator b) => a > b ? a : b;

    private enum Separator
    {
        None,
        Space,
        Line,
    }
}
