using System.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Editing;

/// <summary>
/// Changes to files, by full path. The same change may come several times, from each project that a file belongs to, and is made
/// once.
/// </summary>
internal sealed class EditSet
{
    private readonly Dictionary<string, SortedDictionary<(int Start, int Length, EditRank Rank), string>> _files = new(StringComparer.Ordinal);

    internal IEnumerable<string> Files => _files.Keys.Order(StringComparer.Ordinal);

    internal void Replace(string file, TextSpan span, string text)
    {
        Debug.Assert(span.Length > 0, "A replacement replaces something.");
        Set(file, (span.Start, span.Length, EditRank.Code), text);
    }

    internal void Insert(string file, int position, EditRank rank, string text) => Set(file, (position, 0, rank), text);

    /// <summary>Inserts after what is inserted at the same place already.</summary>
    internal void Append(string file, int position, EditRank rank, string text)
    {
        (int, int, EditRank) place = (position, 0, rank);
        if (_files.TryGetValue(file, out SortedDictionary<(int Start, int Length, EditRank Rank), string>? edits) && edits.Remove(place, out string? given))
        {
            text = given + text;
        }

        Set(file, place, text);
    }

    /// <summary>Returns where a position is after the changes.</summary>
    internal int Map(string file, int position)
    {
        int shift = 0;
        foreach (TextChange change in ChangesOf(file))
        {
            if (change.Span.Start > position || (change.Span.Start == position && change.Span.Length > 0))
            {
                break;
            }

            shift += change.NewText!.Length - change.Span.Length;
        }

        return position + shift;
    }

    /// <summary>Returns the changes of a file in the order of their places.</summary>
    internal IReadOnlyList<TextChange> ChangesOf(string file)
    {
        if (!_files.TryGetValue(file, out SortedDictionary<(int Start, int Length, EditRank Rank), string>? edits))
        {
            return [];
        }

        List<TextChange> changes = [];
        foreach (((int start, int length, _), string text) in edits)
        {
            TextChange change = new(new TextSpan(start, length), text);
            if (length == 0 && changes.Count > 0 && changes[^1].Span == change.Span)
            {
                changes[^1] = new TextChange(change.Span, changes[^1].NewText + text);
            }
            else
            {
                changes.Add(change);
            }
        }

        return changes;
    }

    private void Set(string file, (int Start, int Length, EditRank Rank) place, string text)
    {
        if (!_files.TryGetValue(file, out SortedDictionary<(int Start, int Length, EditRank Rank), string>? edits))
        {
            _files.Add(file, edits = []);
        }

        Debug.Assert(!edits.TryGetValue(place, out string? other) || other == text, "Two different edits at one place.");
        edits[place] = text;
    }
}
