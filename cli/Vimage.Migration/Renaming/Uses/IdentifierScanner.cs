using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Renaming.Uses;

/// <summary>
/// Finds where a text has one of some words, whatever they are there: looking at the words that matter is much cheaper than
/// looking at every token.
/// </summary>
internal sealed class IdentifierScanner
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    internal IdentifierScanner(IEnumerable<string> words) =>
        _words = new HashSet<string>(words, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Returns the positions of the words.</summary>
    internal List<int> Find(SourceText text)
    {
        List<int> found = [];
        Scan(text.ToString(), (start, _) => found.Add(start));
        return found;
    }

    /// <summary>Returns the words that occur.</summary>
    internal HashSet<string> Words(SourceText text)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        string all = text.ToString();
        Scan(all, (start, length) => found.Add(all.Substring(start, length)));
        return found;
    }

    private void Scan(ReadOnlySpan<char> chars, Action<int, int> onFound)
    {
        for (int i = 0; i < chars.Length;)
        {
            if (!IsPart(chars[i]))
            {
                i++;
                continue;
            }

            int start = i;
            while (i < chars.Length && IsPart(chars[i]))
            {
                i++;
            }

            if (_words.Contains(chars[start..i]))
            {
                onFound(start, i - start);
            }
        }
    }

    private static bool IsPart(char c) => char.IsLetterOrDigit(c) || c == '_' || c > 0x7f;
}
