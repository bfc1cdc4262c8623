using System.Collections.Concurrent;
using Microsoft.CodeAnalysis.Text;

namespace Vimage.Migration.Editing;

/// <summary>
/// Changes to files, by full path. The same change may come several times, from each project that a file belongs to, and is made
/// once.
/// </summary>
internal sealed class EditSet
{
    private readonly ConcurrentDictionary<string, SortedDictionary<(int Start, int Length), string>> _files = new(StringComparer.Ordinal);

    internal IEnumerable<string> Files => _files.Where(static file => file.Value.Count > 0).Select(static file => file.Key).Order(StringComparer.Ordinal);

    internal int Count => _files.Values.Sum(static edits => edits.Count);

    internal void Replace(string file, TextSpan span, string text)
    {
        SortedDictionary<(int Start, int Length), string> edits = _files.GetOrAdd(file, static _ => []);
        lock (edits)
        {
            edits[(span.Start, span.Length)] = text;
        }
    }

    /// <summary>Inserts text; what several insert at the same place comes in the order of the calls, equal texts once.</summary>
    internal void Insert(string file, int position, string text)
    {
        SortedDictionary<(int Start, int Length), string> edits = _files.GetOrAdd(file, static _ => []);
        lock (edits)
        {
            string before = edits.GetValueOrDefault((position, 0), "");
            if (!before.Contains(text, StringComparison.Ordinal))
            {
                edits[(position, 0)] = before + text;
            }
        }
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
    internal IReadOnlyList<TextChange> ChangesOf(string file) => _files.TryGetValue(file, out var edits)
        ? [.. edits.Select(static edit => new TextChange(new TextSpan(edit.Key.Start, edit.Key.Length), edit.Value))]
        : [];
}
