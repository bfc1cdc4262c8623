namespace Vimage.Proof;

/// <summary>
/// The shortest way from one listing to the other (E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986).
/// </summary>
public static class ListingDiff
{
    // The trace of the search grows with the square of this. Listings further apart have nothing left to read together.
    private const int MaxEdits = 1000;

    /// <summary>Compares two listings line by line.</summary>
    /// <param name="before">The lines before.</param>
    /// <param name="after">The lines after.</param>
    /// <returns>The lines of both in order; what is replaced, beside what replaces it.</returns>
    public static IReadOnlyList<DiffRow> Compute(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        int prefix = before.Zip(after).TakeWhile(static pair => pair.First == pair.Second).Count();
        int limit = Math.Min(before.Count, after.Count) - prefix;
        int suffix = before.Reverse().Zip(after.Reverse()).Take(limit).TakeWhile(static pair => pair.First == pair.Second).Count();
        string[] from = [.. before.Skip(prefix).SkipLast(suffix)];
        string[] to = [.. after.Skip(prefix).SkipLast(suffix)];
        return
        [
            .. before.Take(prefix).Select(Equal),
            .. Beside(Rows(from, to)),
            .. before.TakeLast(suffix).Select(Equal),
        ];
    }

    private static List<DiffRow> Rows(string[] from, string[] to) =>
        Search(from, to) is { } trace ? Walk(from, to, trace) : [.. from.Select(Removed), .. to.Select(AddedLine)];

    private static DiffRow Equal(string line) => new(line, line, IsEqual: true);

    private static DiffRow Removed(string line) => new(line, null, IsEqual: false);

    private static DiffRow AddedLine(string line) => new(null, line, IsEqual: false);

    // For each number of edits, how far each diagonal gets.
    private static List<int[]>? Search(string[] from, string[] to)
    {
        List<int[]> trace = [];
        int[] furthest = [0, 0, 0];
        for (int edits = 0; edits <= Math.Min(from.Length + to.Length, MaxEdits); edits++)
        {
            int[] next = new int[(2 * edits) + 3];
            for (int diagonal = -edits; diagonal <= edits; diagonal += 2)
            {
                int x = edits == 0 ? 0
                    : IsDown(furthest, edits, diagonal) ? furthest[edits + diagonal + 1]
                    : furthest[edits + diagonal - 1] + 1;
                while (x < from.Length && x - diagonal < to.Length && from[x] == to[x - diagonal])
                {
                    x++;
                }

                next[edits + 1 + diagonal] = x;
                if (x >= from.Length && x - diagonal >= to.Length)
                {
                    trace.Add(next);
                    return trace;
                }
            }

            trace.Add(next);
            furthest = next;
        }

        return null;
    }

    // The array of n edits has diagonal d at n + 1 + d; here it is that of one edit less.
    private static bool IsDown(int[] furthest, int edits, int diagonal) =>
        diagonal == -edits || (diagonal != edits && furthest[edits + diagonal - 1] < furthest[edits + diagonal + 1]);

    private static List<DiffRow> Walk(string[] from, string[] to, List<int[]> trace)
    {
        List<DiffRow> rows = [];
        int x = from.Length;
        int y = to.Length;
        for (int edits = trace.Count - 1; edits > 0; edits--)
        {
            int[] furthest = trace[edits - 1];
            bool isDown = IsDown(furthest, edits, x - y);
            int previousX = isDown ? furthest[edits + (x - y) + 1] : furthest[edits + (x - y) - 1];
            int previousY = previousX - (isDown ? x - y + 1 : x - y - 1);
            while (x > previousX && y > previousY)
            {
                rows.Add(Equal(from[--x]));
                y--;
            }

            rows.Add(isDown ? AddedLine(to[--y]) : Removed(from[--x]));
        }

        while (x > 0)
        {
            rows.Add(Equal(from[--x]));
        }

        rows.Reverse();
        return rows;
    }

    private static List<DiffRow> Beside(List<DiffRow> rows)
    {
        List<DiffRow> result = [];
        for (int start = 0; start < rows.Count;)
        {
            if (rows[start].IsEqual)
            {
                result.Add(rows[start++]);
                continue;
            }

            DiffRow[] run = [.. rows.Skip(start).TakeWhile(static row => !row.IsEqual)];
            string[] removed = [.. run.Select(static row => row.Before).OfType<string>()];
            string[] added = [.. run.Select(static row => row.After).OfType<string>()];
            for (int index = 0; index < Math.Max(removed.Length, added.Length); index++)
            {
                result.Add(new DiffRow(removed.ElementAtOrDefault(index), added.ElementAtOrDefault(index), IsEqual: false));
            }

            start += run.Length;
        }

        return result;
    }
}
