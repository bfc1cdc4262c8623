using System.Globalization;
using Spectre.Console;
using Vimage.Migration.Loading;
using Vimage.Migration.Scanning;

namespace Vimage.Cli.Rendering;

/// <summary>Shows what a scan found.</summary>
internal static class ScanTable
{
    internal static void Write(IAnsiConsole console, Codebase codebase, ScanResult scan, bool all)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumns("static", "kind", "type", "can change", "reads", "written", "traps", "class", "reason");
        table.Columns[4].RightAligned();
        foreach (StaticFinding finding in scan.Findings.Where(finding => all || finding.Mutability != Mutability.Immutable))
        {
            table.AddRow(
                Text(finding.Global.Name),
                Text(StaticTexts.Kind(finding.Global)),
                Text(finding.Type),
                Text(StaticTexts.Of(finding.Mutability)),
                Text(finding.Reads.ToString(CultureInfo.InvariantCulture)),
                Text(StaticTexts.Writes(finding)),
                Text(string.Join(", ", StaticTexts.Of(finding.Traps))),
                Text(StaticClassNames.Of(finding.Class)),
                Text(finding.Reason));
        }

        if (table.Rows.Count > 0)
        {
            console.Write(table);
        }

        console.WriteLine($"{codebase.Projects.Count} projects, {codebase.FileCount} files.");
    }

    internal static void WriteSummary(TextWriter writer, ScanResult scan)
    {
        foreach (IGrouping<StaticClass, StaticFinding> group in scan.Findings.GroupBy(static finding => finding.Class).OrderBy(static group => group.Key))
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{group.Count(),6} {StaticClassNames.Of(group.Key)}"));
        }

        int files = scan.Findings.Where(static finding => finding.NeedsClass).Select(static finding => finding.Global.Key.FilePath).Distinct(StringComparer.Ordinal).Count();
        writer.WriteLine(
            $"{scan.Findings.Count} statics, {scan.Findings.Count(static finding => finding.NeedsClass)} of them, in {files} files, can change and are not marked. "
            + $"Besides, {scan.MadeByGenerators} are made by source generators and {scan.MadeByCompiler} by the compiler.");
        foreach (string difference in scan.Differences)
        {
            writer.WriteLine($"warning: {difference}");
        }
    }

    private static Text Text(string text) => new(text);
}
