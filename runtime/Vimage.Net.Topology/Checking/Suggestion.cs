namespace Vimage.Net.Topology.Checking;

/// <summary>Guesses what was meant by a word that is not known.</summary>
internal static class Suggestion
{
    // Among so many names many are similar, and none is a guess worth making.
    private const int MostCandidates = 2_000;

    /// <summary>Returns a question that begins with a space; nothing where no word is near.</summary>
    internal static string For(string word, IReadOnlyCollection<string> candidates)
    {
        if (candidates.Count > MostCandidates || word.Length > TopologyLimits.NameCharacters)
        {
            return "";
        }

        // Two letters that have changed places are two changes; of a word of two letters nothing would be left.
        int limit = word.Length < 3 ? 0 : Math.Max(2, word.Length / 3);
        (string? best, int distance) = (null, limit + 1);
        foreach (string candidate in candidates)
        {
            int found = Distance(word, candidate);
            if (found < distance)
            {
                (best, distance) = (candidate, found);
            }
        }

        return best is null ? "" : $" Did you mean '{best}'?";
    }

    // Levenshtein's: how many letters to change, to add or to leave out.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int changed = diagonal + (char.ToUpperInvariant(a[i - 1]) == char.ToUpperInvariant(b[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
