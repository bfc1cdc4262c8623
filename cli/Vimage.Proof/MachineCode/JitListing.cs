namespace Vimage.Proof.MachineCode;

/// <summary>The listing of one compilation, as the JIT writes it.</summary>
/// <param name="Method">The JIT's name of the method.</param>
/// <param name="Lines">The lines below.</param>
internal sealed record JitListing(string Method, List<string> Lines)
{
    private const string Header = "; Assembly listing for method ";

    /// <summary>Reads a file of listings.</summary>
    internal static IEnumerable<JitListing> ReadAll(string path)
    {
        JitListing? current = null;
        foreach (string line in File.ReadLines(path))
        {
            if (line.StartsWith(Header, StringComparison.Ordinal))
            {
                if (current is not null)
                {
                    yield return current;
                }

                current = new JitListing(line[Header.Length..], []);
            }
            else
            {
                current?.Lines.Add(line);
            }
        }

        if (current is not null)
        {
            yield return current;
        }
    }

    /// <summary>Returns whether this is the listing of a method of that name, in whatever type.</summary>
    internal bool IsOf(string name) =>
        Method.Contains($":{name}(", StringComparison.Ordinal) || Method.Contains($":{name}[", StringComparison.Ordinal);
}
