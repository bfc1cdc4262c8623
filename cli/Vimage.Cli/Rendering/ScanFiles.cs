using System.Globalization;
using System.Text;
using System.Text.Json;
using Vimage.Migration.Loading;
using Vimage.Migration.Scanning;

namespace Vimage.Cli.Rendering;

/// <summary>Writes what a scan found for other programs.</summary>
internal static class ScanFiles
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Returns a table whose first columns are those of a gate file.</summary>
    internal static string Tsv(Codebase codebase, ScanResult scan)
    {
        StringBuilder text = new(GateFile.Head);
        text.Append("\tname\tkind\ttype\tchanges\treads\twritten\ttraps\tfile\tline\n");
        text.Append(GateFile.LimitLine(scan.Findings.Count(static finding => finding.Class == StaticClass.Unaudited))).Append('\n');
        foreach (StaticFinding finding in scan.Findings)
        {
            text.Append(GateFile.LineOf(finding)).Append('\t').AppendJoin(
                '\t',
                finding.Global.Name,
                StaticTexts.Kind(finding.Global),
                finding.Type,
                StaticTexts.Of(finding.Mutability),
                finding.Reads.ToString(CultureInfo.InvariantCulture),
                StaticTexts.Writes(finding),
                string.Join(", ", StaticTexts.Of(finding.Traps)),
                Show(codebase, finding),
                finding.Line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        }

        return text.ToString();
    }

    internal static Task WriteJsonAsync(Stream stream, Codebase codebase, ScanResult scan, CancellationToken cancellation) => JsonSerializer.SerializeAsync(
        stream,
        new
        {
            Projects = codebase.Projects.Select(static project => project.Name),
            Files = codebase.FileCount,
            Classes = scan.Findings.CountBy(static finding => finding.Class).ToDictionary(static each => StaticClassNames.Of(each.Key), static each => each.Value),
            scan.MadeByGenerators,
            scan.MadeByCompiler,
            scan.Differences,
            Statics = scan.Findings.Select(finding => new
            {
                finding.Symbol,
                finding.Global.Name,
                Kind = StaticTexts.Kind(finding.Global),
                finding.Type,
                Changes = StaticTexts.Of(finding.Mutability),
                finding.Reads,
                Writers = finding.Writers.Select(static writer => new { writer.Member, Time = StaticTexts.Of(writer.Time), writer.Count }),
                finding.HandedOut,
                Traps = StaticTexts.Of(finding.Traps),
                Class = StaticClassNames.Of(finding.Class),
                finding.Reason,
                File = Show(codebase, finding),
                finding.Line,
            }),
        },
        s_json,
        cancellation);

    private static string Show(Codebase codebase, StaticFinding finding) => codebase.Show(finding.Global.Key.FilePath).Replace('\\', '/');
}
