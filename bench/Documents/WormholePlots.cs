using System.Globalization;
using ScottPlot;
using Vimage.Bench.Harness;
using Vimage.Bench.Wormhole;

namespace Vimage.Bench.Documents;

/// <summary>The plots of docs/wormholes.md, drawn from the stored report of the suite.</summary>
internal static class WormholePlots
{
    private const int Width = 760;
    private const int Height = 420;
    private const string Folder = "docs/images";

    private static readonly string s_report = Path.Combine(BenchmarksPage.Results, "wormhole.json");

    /// <summary>Draws them into the folder, if there is a report.</summary>
    internal static void Write()
    {
        if (!File.Exists(s_report))
        {
            return;
        }

        Report report = ReportFile.Read(s_report);
        Directory.CreateDirectory(Folder);
        Save(report, "wormhole-throughput.svg", "Throughput by the size of the writes", "Gbit/s", Sizes.All, Sizes.Contenders, Sizes.Id);
        Save(report, "wormhole-round-trip.svg", "Round trip by the size of the message", "microseconds", Echoes.All, Echoes.Contenders, Echoes.Id);
    }

    private static void Save(
        Report report, string file, string title, string unit, IReadOnlyList<int> sizes, IReadOnlyList<string> contenders, Func<string, int, string> id)
    {
        using Plot plot = new();
        double[] at = [.. sizes.Select(static size => Math.Log2(size))];
        foreach (string contender in contenders)
        {
            double[] values = [.. sizes.Select(size => Math.Log10(report.Rows.First(row => row.Id == id(contender, size)).Value))];
            ScottPlot.Plottables.Scatter line = plot.Add.Scatter(at, values);
            line.LegendText = contender;
            line.LineWidth = 2;
        }

        plot.Axes.Bottom.SetTicks(at, [.. sizes.Select(Text)]);
        plot.Axes.Left.TickGenerator = new ScottPlot.TickGenerators.NumericAutomatic
        {
            IntegerTicksOnly = true,
            LabelFormatter = static power => Math.Pow(10, power).ToString("0.####", CultureInfo.InvariantCulture),
        };
        plot.Title(title);
        plot.XLabel("bytes");
        plot.YLabel(unit);
        plot.ShowLegend(Edge.Right);
        plot.SaveSvg(Path.Combine(Folder, file), Width, Height);
    }

    private static string Text(int size) =>
        size < 1024 ? size.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{size / 1024} K");
}
