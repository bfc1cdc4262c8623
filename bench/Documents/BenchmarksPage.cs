using System.Text;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Documents;

/// <summary>The page of all figures: written from the stored reports, so that none of them is ever typed.</summary>
internal static class BenchmarksPage
{
    /// <summary>The page, from the root of the repository.</summary>
    internal const string Path = "docs/benchmarks.md";

    /// <summary>The folder of the stored reports.</summary>
    internal const string Results = "bench/results";

    /// <exception cref="BadInputException">There are no reports here, or one of the files is none.</exception>
    internal static string Render()
    {
        string[] files = Directory.Exists(Results) ? Directory.GetFiles(Results, "*.json") : [];
        if (files.Length == 0)
        {
            throw new BadInputException(
                $"There is no {Results}/*.json here. Run this from the root of the repository, after: SUITE --json {Results}/SUITE.json");
        }

        return Render(files.Order(StringComparer.Ordinal).Select(ReportFile.Read));
    }

    internal static string Render(IEnumerable<Report> reports)
    {
        StringBuilder page = new();
        page.Append("# Benchmarks\n\n")
            .Append("Written by `dotnet run -c Release --project bench -- docs` from the files in `bench/results`; not to be edited.\n")
            .Append("Measure again with `dotnet run -c Release --project bench -- SUITE --json bench/results/SUITE.json`.\n\n")
            .Append("*Ratio* is the row's figure by that of the row named beside it, measured side by side in the same run; the\n")
            .Append("*target* is for the ratio, or for the value where there is none.\n");
        foreach (Report report in reports)
        {
            Append(page, report);
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, Report report)
    {
        page.Append($"\n## {report.Suite}\n\n{report.Machine}\n\n")
            .Append("| id | value | unit | ratio | to | target | met |\n")
            .Append("|---|---:|---|---:|---|---|---|\n");
        foreach (ReportRow row in report.Rows)
        {
            string ratio = row.Ratio is { } figure ? Figures.Text(figure) : "";
            string met = row.Met switch { true => "yes", false => "**no**", null => "" };
            page.Append($"| {row.Id} | {Figures.Text(row.Value)} | {row.Unit} | {ratio} | {row.Peer} | {row.Target} | {met} |\n");
        }
    }
}
