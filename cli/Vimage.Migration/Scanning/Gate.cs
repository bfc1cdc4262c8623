namespace Vimage.Migration.Scanning;

/// <summary>Compares what was found with what has been decided.</summary>
/// <param name="Unclassified">The statics that nobody has classified.</param>
/// <param name="Stale">The lines about statics that are gone.</param>
/// <param name="AllowedFields">How many statics are allowed to stay as they are.</param>
/// <param name="AllowedFiles">In how many files those are.</param>
/// <param name="MissingLimit">The line about unaudited statics that the file should have; nothing, if it has it.</param>
public sealed record Gate(
    IReadOnlyList<StaticFinding> Unclassified, IReadOnlyList<(string Symbol, int Line)> Stale, int AllowedFields, int AllowedFiles, string? MissingLimit)
{
    /// <summary>Gets a value indicating whether every static is classified, and no more are unaudited than before.</summary>
    public bool IsOpen => Unclassified.Count == 0 && MissingLimit is null;

    /// <summary>Compares.</summary>
    /// <param name="scan">What was found.</param>
    /// <param name="file">What has been decided.</param>
    /// <returns>The comparison.</returns>
    public static Gate Of(ScanResult scan, GateFile file)
    {
        ArgumentNullException.ThrowIfNull(scan);
        ArgumentNullException.ThrowIfNull(file);
        StaticFinding[] open = [.. scan.Findings.Where(static finding => finding.NeedsClass)];
        StaticFinding[] allowed = [.. open.Where(finding => file.ClassOf(finding.Symbol) is not null)];
        HashSet<string> symbols = [.. scan.Findings.Select(static finding => finding.Symbol), .. scan.Graduated];
        return new Gate(
            [.. open.Where(finding => file.ClassOf(finding.Symbol) is null)],
            [.. file.Symbols.Where(each => !symbols.Contains(each.Symbol))],
            allowed.Length,
            allowed.Select(static finding => finding.Global.Key.FilePath).Distinct(StringComparer.Ordinal).Count(),
            file.IsLimitRight ? null : GateFile.LimitLine(file.Unaudited));
    }
}
