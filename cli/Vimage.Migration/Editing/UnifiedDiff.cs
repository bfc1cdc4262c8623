using System.Text;
using Microsoft.CodeAnalysis.Text;
using Vimage.Migration.Loading;

namespace Vimage.Migration.Editing;

/// <summary>Writes changes as a unified diff, which <c>patch -p1</c> and <c>git apply</c> take.</summary>
public static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Writes the changes of files.</summary>
    /// <param name="codebase">The code base, to whose root the paths are relative.</param>
    /// <param name="files">The files.</param>
    /// <returns>The diff.</returns>
    public static string Of(Codebase codebase, IEnumerable<FileChange> files)
    {
        ArgumentNullException.ThrowIfNull(codebase);
        ArgumentNullException.ThrowIfNull(files);
        StringBuilder diff = new();
        foreach (FileChange file in files)
        {
            Write(diff, codebase.Show(file.Path), file.Before, file.After.GetTextChanges(file.Before));
        }

        return diff.ToString();
    }

    /// <summary>Writes the changes of one file.</summary>
    /// <param name="diff">Where to.</param>
    /// <param name="path">The path, relative to where the diff is applied.</param>
    /// <param name="before">The file's text.</param>
    /// <param name="changes">The changes, in order.</param>
    internal static void Write(StringBuilder diff, string path, SourceText before, IReadOnlyList<TextChange> changes)
    {
        path = path.Replace('\\', '/');

        // A tab ends a name that has a space in it.
        string end = path.Contains(' ', StringComparison.Ordinal) ? "\t\n" : "\n";
        diff.Append("--- a/").Append(path).Append(end).Append("+++ b/").Append(path).Append(end);
        int shift = 0;
        foreach (Hunk hunk in HunksOf(before, changes))
        {
            shift += WriteHunk(diff, before, hunk, shift);
        }
    }

    private static List<Hunk> HunksOf(SourceText before, IReadOnlyList<TextChange> changes)
    {
        List<Hunk> hunks = [];
        foreach (TextChange change in changes)
        {
            int first = before.Lines.GetLineFromPosition(change.Span.Start).LineNumber;
            int last = before.Lines.GetLineFromPosition(change.Span.End).LineNumber;
            if (hunks.Count > 0 && first <= hunks[^1].Last + (2 * Context))
            {
                hunks[^1].Add(change, last);
            }
            else
            {
                hunks.Add(new Hunk(first, last, change));
            }
        }

        return hunks;
    }

    private static int WriteHunk(StringBuilder diff, SourceText before, Hunk hunk, int shift)
    {
        int from = Math.Max(0, hunk.First - Context);
        int to = Math.Min(LastLineOf(before), hunk.Last + Context);
        StringBuilder body = new();
        int removed = 0;
        int added = 0;
        for (int line = from; line <= to;)
        {
            if (!hunk.TryBlockAt(before, line, out int end, out string text))
            {
                AppendLine(body, ' ', LineOf(before, line), IsLastWithoutEnd(before, line));
                line++;
                continue;
            }

            Line[] old = [.. Enumerable.Range(line, end - line + 1).Select(each => new Line(LineOf(before, each), IsLastWithoutEnd(before, each)))];
            string[] lines = text.Split('\n');
            Line[] @new = [.. lines.Select((each, i) => new Line(each, i == lines.Length - 1 && IsLastWithoutEnd(before, end)))];
            WriteBlock(body, old, @new, ref removed, ref added);
            line = end + 1;
        }

        int length = to - from + 1;
        diff.Append(System.Globalization.CultureInfo.InvariantCulture, $"@@ -{from + 1},{length} +{from + 1 + shift},{length - removed + added} @@\n");
        diff.Append(body);
        return added - removed;
    }

    // Where something is inserted at the start or end of a line, that line stays.
    private static void WriteBlock(StringBuilder body, Line[] old, Line[] @new, ref int removed, ref int added)
    {
        int first = old.Zip(@new).TakeWhile(static pair => pair.First == pair.Second).Count();
        int limit = Math.Min(old.Length, @new.Length) - first;
        int last = old.Reverse().Zip(@new.Reverse()).Take(limit).TakeWhile(static pair => pair.First == pair.Second).Count();
        AppendLines(body, ' ', old[..first]);
        AppendLines(body, '-', old[first..^last]);
        AppendLines(body, '+', @new[first..^last]);
        AppendLines(body, ' ', old[^last..]);
        removed += old.Length - first - last;
        added += @new.Length - first - last;
    }

    private static void AppendLines(StringBuilder body, char kind, Line[] lines)
    {
        foreach (Line line in lines)
        {
            AppendLine(body, kind, line.Text, line.IsWithoutEnd);
        }
    }

    // After a line end at the end of the text comes no other line.
    private static int LastLineOf(SourceText text) => text.Lines.Count - (text.Lines.Count > 1 && text.Lines[^1].Span.IsEmpty ? 2 : 1);

    // A carriage return belongs to the line: patch compares it.
    private static string LineOf(SourceText text, int line) => text
        .ToString(TextSpan.FromBounds(text.Lines[line].Start, text.Lines[line].EndIncludingLineBreak))
        .TrimEnd('\n');

    private static bool IsLastWithoutEnd(SourceText text, int line) =>
        line == text.Lines.Count - 1 && text.Lines[line].EndIncludingLineBreak == text.Lines[line].End && text.Lines[line].End > text.Lines[line].Start;

    private static void AppendLine(StringBuilder body, char kind, string text, bool isWithoutEnd)
    {
        body.Append(kind).Append(text).Append('\n');
        if (isWithoutEnd)
        {
            body.Append("\\ No newline at end of file\n");
        }
    }

    private readonly record struct Line(string Text, bool IsWithoutEnd);

    /// <summary>Changes that lie close enough to share their context.</summary>
    private sealed class Hunk(int first, int last, TextChange change)
    {
        private readonly List<TextChange> _changes = [change];

        internal int First => first;

        internal int Last { get; private set; } = last;

        internal void Add(TextChange next, int lastLine)
        {
            _changes.Add(next);
            Last = Math.Max(Last, lastLine);
        }

        /// <summary>Finds the lines from <paramref name="line"/> on that changes touch without a gap, and what they become.</summary>
        internal bool TryBlockAt(SourceText before, int line, out int end, out string text)
        {
            end = line;
            TextSpan lines = before.Lines[line].Span;
            List<TextChange> inside = [];
            foreach (TextChange change in _changes)
            {
                if (change.Span.Start >= before.Lines[line].Start && change.Span.Start <= before.Lines[end].End)
                {
                    inside.Add(change);
                    end = Math.Max(end, before.Lines.GetLineFromPosition(change.Span.End).LineNumber);
                    lines = TextSpan.FromBounds(lines.Start, before.Lines[end].End);
                }
            }

            if (inside.Count == 0)
            {
                text = "";
                return false;
            }

            StringBuilder after = new();
            int position = lines.Start;
            foreach (TextChange change in inside)
            {
                after.Append(before.ToString(TextSpan.FromBounds(position, change.Span.Start))).Append(change.NewText);
                position = change.Span.End;
            }

            text = after.Append(before.ToString(TextSpan.FromBounds(position, before.Lines[end].EndIncludingLineBreak)).TrimEnd('\n')).ToString();
            return true;
        }
    }
}
