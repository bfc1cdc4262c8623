using System.Globalization;
using System.Text;

namespace Vimage.Bench.Harness;

/// <summary>Rows on a screen: columns of one width each, so that a row can be shown before the next is known.</summary>
internal static class Table
{
    private static readonly CompositeFormat s_format =
        CompositeFormat.Parse("{0,-42} {1,10} {2,-6} {3,9}  {4,-34} {5,-11} {6}");

    internal static void WriteHead(TextWriter output)
    {
        output.WriteLine(Line("id", "value", "unit", "ratio", "to", "target", "met"));
        output.WriteLine(new string('-', 122));
    }

    internal static void Write(TextWriter output, ReportRow row) => output.WriteLine(Line(
        row.Id,
        Figures.Text(row.Value),
        row.Unit,
        row.Ratio is { } ratio ? Figures.Text(ratio) : "",
        row.Peer,
        row.Target,
        row.Met switch { true => "yes", false => "NO", null => "" }));

    private static string Line(params object?[] cells) =>
        string.Format(CultureInfo.InvariantCulture, s_format, cells).TrimEnd();
}
