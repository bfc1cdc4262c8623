namespace Vimage.Net;

/// <summary>Cuts rules into words and signs. A line ends with its end, unless that has <c>\</c> before it; <c>#</c> begins a comment.</summary>
internal static class PfLexer
{
    private const string Signs = "{}(),<>=!/";

    internal static List<PfToken> Read(string text)
    {
        List<PfToken> tokens = [];
        (int line, int start, int i) = (1, 0, 0);
        while (i < text.Length)
        {
            char c = text[i];
            int column = i - start + 1;
            if (c == '\n')
            {
                tokens.Add(new PfToken("", line, column));
                (line, start) = (line + 1, ++i);
            }
            else if (c == '\\' && LengthOfLineEnd(text, i + 1) is > 0 and int length)
            {
                i += 1 + length;
                (line, start) = (line + 1, i);
            }
            else if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (c == '#')
            {
                int end = text.IndexOf('\n', i);
                i = end < 0 ? text.Length : end;
            }
            else
            {
                PfToken token = ReadToken(text, i, line, column);
                tokens.Add(token);
                i += token.Text.Length + (token.IsQuoted ? 2 : 0);
            }
        }

        tokens.Add(new PfToken("", line, i - start + 1, IsEnd: true));
        return tokens;
    }

    private static int LengthOfLineEnd(string text, int i)
    {
        ReadOnlySpan<char> rest = text.AsSpan(i);
        return rest.StartsWith("\n") ? 1 : rest.StartsWith("\r\n") ? 2 : 0;
    }

    private static PfToken ReadToken(string text, int i, int line, int column)
    {
        if (text[i] == '"')
        {
            int end = text.AsSpan(i + 1).IndexOfAny('"', '\n');
            return end < 0 || text[i + 1 + end] != '"'
                ? throw new PfSyntaxException(line, column, "another '\"' on the line", "none")
                : new PfToken(text.Substring(i + 1, end), line, column, IsQuoted: true);
        }

        ReadOnlySpan<string> pairs = ["->", "!=", "<=", ">="];
        foreach (string pair in pairs)
        {
            if (text.AsSpan(i).StartsWith(pair))
            {
                return new PfToken(pair, line, column);
            }
        }

        int length = 1;
        while (!Signs.Contains(text[i], StringComparison.Ordinal) && i + length < text.Length && IsOfWord(text, i + length))
        {
            length++;
        }

        return new PfToken(text.Substring(i, length), line, column);
    }

    private static bool IsOfWord(string text, int i) =>
        !char.IsWhiteSpace(text[i]) && text[i] is not ('"' or '#') && !Signs.Contains(text[i], StringComparison.Ordinal);
}
