namespace Vimage.Cli.Rendering;

/// <summary>Columns of plain text, as <c>netstat(1)</c> has them: nothing is cut off or wrapped, so that other programs can read it.</summary>
/// <param name="headings">The headings; one that begins with <c>&gt;</c> is of a column of numbers, which stand to the right.</param>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> _rows = [[.. headings.Select(static each => each.TrimStart('>'))]];

    internal void Add(params string[] cells) => _rows.Add(cells);

    internal async Task WriteAsync(TextWriter output)
    {
        int[] widths = [.. headings.Select((_, column) => _rows.Max(row => row[column].Length))];
        foreach (string[] row in _rows)
        {
            IEnumerable<string> cells = row.Select((cell, column) =>
                headings[column].StartsWith('>') ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            await output.WriteLineAsync(string.Join("  ", cells).TrimEnd());
        }
    }
}
