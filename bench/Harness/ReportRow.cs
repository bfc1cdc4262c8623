namespace Vimage.Bench.Harness;

/// <summary>A row as it is stored: every member by the name it has in the file, with the target as text.</summary>
internal sealed record ReportRow(string Id, double Value, string Unit, string? Peer, double? Ratio, string? Target, bool? Met)
{
    internal static ReportRow Of(Row row) =>
        new(row.Id, row.Value, row.Unit, row.Peer, row.Ratio, row.Target?.ToString(), row.IsMet);
}
