namespace Vimage;

/// <summary>
/// The variables of a module that other assemblies can use, as the generator writes them: <c>name:type</c>, each with a
/// semicolon after it.
/// </summary>
internal static class LayoutText
{
    private static readonly HashSet<string> s_values =
    [
        "bool", "byte", "sbyte", "char", "short", "ushort", "int", "uint", "long", "ulong", "nint", "nuint", "float", "double", "decimal",
    ];

    /// <summary>Returns a hash that is the same in every process: FNV-1a, 64 bits.</summary>
    internal static ulong Hash(string layout)
    {
        ulong hash = 0xcbf29ce484222325;
        foreach (char c in layout)
        {
            hash = unchecked((hash ^ c) * 0x100000001b3);
        }

        return hash;
    }

    /// <summary>Says of each variable in <paramref name="expected"/> that <paramref name="actual"/> lacks, what is wrong with it.</summary>
    internal static IEnumerable<string> Missing(string expected, string actual)
    {
        Dictionary<string, string> present = Parse(actual).ToDictionary(static pair => pair.Name, static pair => pair.Type);
        foreach ((string name, string type) in Parse(expected))
        {
            if (!present.TryGetValue(name, out string? found))
            {
                yield return $"'{name}' is gone";
            }
            else if (Significant(found) != Significant(type))
            {
                yield return $"'{name}' is {found} instead of {type}";
            }
        }
    }

    private static IEnumerable<(string Name, string Type)> Parse(string layout) => layout
        .Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(static each => each.Split(':', 2))
        .Select(static pair => (pair[0], pair[1]));

    // On a reference type the question mark says something to the compiler alone.
    private static string Significant(string type) =>
        type.EndsWith('?') && !s_values.Contains(type[..^1]) ? type[..^1] : type;
}
