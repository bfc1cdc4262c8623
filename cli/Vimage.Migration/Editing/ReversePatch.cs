namespace Vimage.Migration.Editing;

/// <summary>Takes a unified diff back, also where other lines of the files have changed since.</summary>
internal static class ReversePatch
{
    private const int MaxFuzz = 3;

    /// <summary>Returns the paths that a diff changes, each with its hunks.</summary>
    internal static IReadOnlyList<(string Path, IReadOnlyList<Hunk> Hunks)> Parse(string diff)
    {
        List<(string Path, List<Hunk> Hunks)> files = [];
        foreach (string line in diff.Split('\n'))
        {
            if (line.StartsWith("--- a/", StringComparison.Ordinal))
            {
                files.Add((line["--- a/".Length..].TrimEnd('\t'), []));
            }
            else if (line.StartsWith("@@ ", StringComparison.Ordinal))
            {
                // @@ -1,5 +1,7 @@: where it is now.
                string place = line.Split(' ')[2][1..].Split(',')[0];
                files[^1].Hunks.Add(new Hunk(int.Parse(place, System.Globalization.CultureInfo.InvariantCulture) - 1, []));
            }
            else if (line.Length > 0 && line[0] is ' ' or '+' or '-' && files.Count > 0 && files[^1].Hunks.Count > 0)
            {
                files[^1].Hunks[^1].Lines.Add((line[0], line[1..]));
            }
        }

        return [.. files.Select(static file => (file.Path, (IReadOnlyList<Hunk>)file.Hunks))];
    }

    /// <summary>Takes hunks back.</summary>
    /// <returns>The text, or <see langword="null"/> if what a hunk has made is not there any more.</returns>
    internal static string? Apply(string text, IReadOnlyList<Hunk> hunks)
    {
        List<string> lines = [.. text.Split('\n')];
        foreach (Hunk hunk in hunks.OrderByDescending(static hunk => hunk.Line))
        {
            if (!TryApply(lines, hunk))
            {
                return null;
            }
        }

        return string.Join('\n', lines);
    }

    private static bool TryApply(List<string> lines, Hunk hunk)
    {
        int leading = hunk.Lines.TakeWhile(static line => line.Kind == ' ').Count();
        int trailing = hunk.Lines.AsEnumerable().Reverse().TakeWhile(static line => line.Kind == ' ').Count();
        for (int fuzz = 0; fuzz <= MaxFuzz; fuzz++)
        {
            int skipped = Math.Min(fuzz, leading);
            (char Kind, string Text)[] part = [.. hunk.Lines.Skip(skipped).SkipLast(Math.Min(fuzz, trailing))];
            string[] now = [.. part.Where(static line => line.Kind != '-').Select(static line => line.Text)];
            int[] places = [.. Enumerable.Range(0, Math.Max(0, lines.Count - now.Length + 1)).Where(place => IsAt(lines, place, now))];
            if (places.Length > 0)
            {
                int place = places.MinBy(each => Math.Abs(each - hunk.Line - skipped));
                lines.RemoveRange(place, now.Length);
                lines.InsertRange(place, part.Where(static line => line.Kind != '+').Select(static line => line.Text));
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(List<string> lines, int place, string[] now)
    {
        for (int i = 0; i < now.Length; i++)
        {
            if (lines[place + i] != now[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Neighbouring changed lines.</summary>
    /// <param name="Line">The index of the first line, after the change.</param>
    /// <param name="Lines">The lines: of both (space), of before (minus), of after (plus).</param>
    internal sealed record Hunk(int Line, List<(char Kind, string Text)> Lines);
}
