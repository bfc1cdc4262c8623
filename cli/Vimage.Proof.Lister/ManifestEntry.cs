using System.Globalization;

namespace Vimage.Proof.Lister;

/// <summary>What a line of a manifest tells.</summary>
internal enum ManifestEntryKind
{
    /// <summary>A method was compiled; its listing follows the mark with this number.</summary>
    Listed,

    /// <summary>A method could not be compiled; the text says why.</summary>
    NotListed,

    /// <summary>The listing of the field mark with this number shows the field's address.</summary>
    FieldMark,

    /// <summary>This number is an address; the text says of what of the item.</summary>
    Address,
}

/// <summary>One line of a manifest: what became of one item of the plan.</summary>
/// <param name="Kind">What the line tells.</param>
/// <param name="Item">The item's number in the plan.</param>
/// <param name="Number">A mark's number, or an address.</param>
/// <param name="Instantiation">The type arguments, separated by commas; nothing for what is not generic.</param>
/// <param name="Text">A reason, or what an address is of.</param>
internal readonly record struct ManifestEntry(ManifestEntryKind Kind, int Item, long Number, string Instantiation, string Text)
{
    /// <summary>Writes a manifest.</summary>
    internal static void WriteAll(string path, IEnumerable<ManifestEntry> entries) => File.WriteAllLines(
        path,
        entries.Select(static entry => string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Kind}\t{entry.Item}\t{entry.Number}\t{OneLine(entry.Instantiation)}\t{OneLine(entry.Text)}")));

    /// <summary>Reads a manifest.</summary>
    internal static ManifestEntry[] ReadAll(string path) => [.. File.ReadLines(path).Select(static line =>
    {
        string[] parts = line.Split('\t');
        return new ManifestEntry(
            Enum.Parse<ManifestEntryKind>(parts[0]),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            long.Parse(parts[2], CultureInfo.InvariantCulture),
            parts[3],
            parts[4]);
    })];

    private static string OneLine(string text) => text.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' ');
}
