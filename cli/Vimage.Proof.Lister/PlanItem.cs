using System.Globalization;

namespace Vimage.Proof.Lister;

/// <summary>What a line of a plan asks for.</summary>
internal enum PlanItemKind
{
    /// <summary>Compile this method.</summary>
    Method,

    /// <summary>Show the address of this static field.</summary>
    Field,

    /// <summary>Tell the address of this string literal.</summary>
    Text,

    /// <summary>Tell the addresses that stand for this type in code.</summary>
    Type,
}

/// <summary>One line of a plan: what to do with one row of the assembly's metadata.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Token">The row's metadata token.</param>
internal readonly record struct PlanItem(PlanItemKind Kind, int Token)
{
    /// <summary>Writes a plan.</summary>
    internal static void WriteAll(string path, IEnumerable<PlanItem> items) => File.WriteAllLines(
        path, items.Select(static item => string.Create(CultureInfo.InvariantCulture, $"{item.Kind} {item.Token:X8}")));

    /// <summary>Reads a plan.</summary>
    internal static PlanItem[] ReadAll(string path) => [.. File.ReadLines(path).Select(static line =>
    {
        string[] parts = line.Split(' ');
        return new PlanItem(
            Enum.Parse<PlanItemKind>(parts[0]), int.Parse(parts[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
    })];
}
