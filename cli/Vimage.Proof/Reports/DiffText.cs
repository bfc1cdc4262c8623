namespace Vimage.Proof;

/// <summary>Writes the difference of two listings for people.</summary>
public static class DiffText
{
    /// <summary>Writes removed and added lines with some equal ones around them, one below the other.</summary>
    /// <param name="rows">The difference.</param>
    /// <param name="context">How many equal lines to keep around a difference.</param>
    /// <returns>The lines, each after <c>-</c>, <c>+</c> or a blank; <c>...</c> where equal lines are left out.</returns>
    public static IEnumerable<string> Unified(IReadOnlyList<DiffRow> rows, int context = 3)
    {
        List<string> added = [];
        foreach (DiffRow? row in Near(rows, context))
        {
            // What replaces a run of lines stands after the whole run.
            if (row is null or { IsEqual: true })
            {
                foreach (string line in added)
                {
                    yield return "+ " + line;
                }

                added.Clear();
                yield return row is null ? "..." : "  " + row.Before;
                continue;
            }

            if (row.Before is not null)
            {
                yield return "- " + row.Before;
            }

            if (row.After is not null)
            {
                added.Add(row.After);
            }
        }

        foreach (string line in added)
        {
            yield return "+ " + line;
        }
    }

    /// <summary>Writes both listings in two columns.</summary>
    /// <param name="rows">The difference.</param>
    /// <param name="width">The width of both together, in characters.</param>
    /// <param name="context">How many equal lines to keep around a difference.</param>
    /// <returns>The lines; <c>|</c> between the columns where they differ.</returns>
    public static IEnumerable<string> SideBySide(IReadOnlyList<DiffRow> rows, int width, int context = 3)
    {
        int column = Math.Max(8, (width - 3) / 2);
        return Near(rows, context).Select(row => row is null
            ? "..."
            : $"{Fit(row.Before, column)} {(row.IsEqual ? ' ' : '|')} {Fit(row.After, column).TrimEnd()}".TrimEnd());
    }

    // Null where rows are left out.
    private static IEnumerable<DiffRow?> Near(IReadOnlyList<DiffRow> rows, int context)
    {
        bool[] keep = new bool[rows.Count];
        for (int index = 0; index < rows.Count; index++)
        {
            if (!rows[index].IsEqual)
            {
                int from = Math.Max(0, index - context);
                keep.AsSpan(from, Math.Min(rows.Count, index + context + 1) - from).Fill(true);
            }
        }

        for (int index = 0; index < rows.Count; index++)
        {
            if (keep[index])
            {
                yield return rows[index];
            }
            else if (index > 0 && keep[index - 1] && keep.AsSpan(index).Contains(true))
            {
                yield return null;
            }
        }
    }

    private static string Fit(string? line, int width) => (line ?? "") switch
    {
        { Length: var length } text when length > width => text[..(width - 1)] + "…",
        var text => text.PadRight(width),
    };
}
