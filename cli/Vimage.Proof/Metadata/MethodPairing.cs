using System.Reflection.Metadata;

namespace Vimage.Proof.Metadata;

/// <summary>The methods of two builds, each found in the other.</summary>
/// <param name="Pairs">Every method before, ordered by name, so that two builds are gone through alike.</param>
/// <param name="Added">The methods that only the build after has.</param>
internal sealed record MethodPairing(IReadOnlyList<MethodPair> Pairs, IReadOnlyList<MethodEntry> Added)
{
    /// <summary>Finds the counterparts by type, name and signature; of several alike, in the order of declaration.</summary>
    internal static MethodPairing Of(AssemblyImage before, AssemblyImage after)
    {
        Dictionary<string, Queue<MethodEntry>> unpaired = MethodsOf(after)
            .GroupBy(static method => method.Key, StringComparer.Ordinal)
            .ToDictionary(static group => group.Key, static group => new Queue<MethodEntry>(group), StringComparer.Ordinal);
        MethodPair[] pairs = [.. MethodsOf(before)
            .OrderBy(static method => method.Key, StringComparer.Ordinal)
            .Select(method => new MethodPair(method, CounterpartOf(method)))];
        MethodEntry[] added = [.. unpaired.Values
            .SelectMany(static left => left)
            .OrderBy(static method => method.Key, StringComparer.Ordinal)];
        return new MethodPairing(pairs, added);

        MethodEntry? CounterpartOf(MethodEntry method) =>
            unpaired.TryGetValue(method.Key, out Queue<MethodEntry>? found) && found.TryDequeue(out MethodEntry? other) ? other : null;
    }

    private static IEnumerable<MethodEntry> MethodsOf(AssemblyImage image)
    {
        foreach (MethodDefinitionHandle method in image.Reader.MethodDefinitions)
        {
            yield return new MethodEntry(method, image.Names.Method(method));
        }
    }
}
