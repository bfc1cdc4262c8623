namespace Vimage.Bench.Harness;

/// <summary>A row as it is stored: every member by the name it has in the file, with the target as text.</summary>
internal sealed record ReportRow(string Id, double Value, string Unit, string? Peer, double? Ratio, string? Target, bool? Met)
{
    internal static ReportRow Of(Row row)
    {
        // Rounded first, so that what is met agrees with the figure that is shown.
        Row shown = row with { Value = Figures.Round(row.Value), Ratio = row.Ratio is { } ratio ? Figures.Round(ratio) : null };
        return new(shown.Id, shown.Value, shown.Unit, shown.Peer, shown.Ratio, shown.Target?.ToString(), shown.IsMet);
    }
}
