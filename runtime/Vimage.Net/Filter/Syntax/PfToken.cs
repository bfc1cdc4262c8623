namespace Vimage.Net;

/// <summary>A word or a sign of rules.</summary>
/// <param name="Text">It; empty at the end of a line, or of all.</param>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its place in that.</param>
/// <param name="IsQuoted">Whether it stood in quotes, and is no word of the language.</param>
/// <param name="IsEnd">Whether nothing follows.</param>
internal readonly record struct PfToken(string Text, int Line, int Column, bool IsQuoted = false, bool IsEnd = false)
{
    internal bool IsEndOfLine => Text.Length == 0 && !IsQuoted;

    internal bool Is(string word) => !IsQuoted && Text == word;

    public override string ToString() => IsEnd ? "the end" : IsEndOfLine ? "the end of the line" : $"'{Text}'";
}
