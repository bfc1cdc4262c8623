using System.Globalization;
using System.Net;
using System.Text;
using Vimage.Migration.Progress;

namespace Vimage.Cli.Rendering;

/// <summary>Draws how far projects are, as SVG: a row for each project, a bar for each stage.</summary>
internal static class StatusPicture
{
    private const int NameWidth = 220;
    private const int StageWidth = 120;
    private const int BarWidth = 100;
    private const int RowHeight = 34;
    private const int HeadHeight = 30;

    internal static string Draw(IReadOnlyList<ProjectStage> projects)
    {
        int stages = projects[0].Stages.Count;
        int width = NameWidth + (stages * StageWidth);
        int height = HeadHeight + (projects.Count * RowHeight);
        StringBuilder svg = new();
        Line(svg, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"13\">");
        Line(svg, $"<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>");
        for (int column = 0; column < stages; column++)
        {
            Line(svg, $"<text x=\"{NameWidth + (column * StageWidth)}\" y=\"20\" fill=\"#444444\">{projects[0].Stages[column].Name}</text>");
        }

        for (int row = 0; row < projects.Count; row++)
        {
            DrawRow(svg, projects[row], HeadHeight + (row * RowHeight));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static void DrawRow(StringBuilder svg, ProjectStage project, int y)
    {
        Line(svg, $"<text x=\"10\" y=\"{y + 19}\" fill=\"#000000\">{WebUtility.HtmlEncode(project.Project)}</text>");
        for (int column = 0; column < project.Stages.Count; column++)
        {
            (_, int done, int total) = project.Stages[column];
            int x = NameWidth + (column * StageWidth);
            int filled = total == 0 ? 0 : BarWidth * done / total;
            Line(svg, $"<rect x=\"{x}\" y=\"{y + 4}\" width=\"{BarWidth}\" height=\"20\" rx=\"3\" fill=\"#e4e4e4\"/>");
            Line(svg, $"<rect x=\"{x}\" y=\"{y + 4}\" width=\"{filled}\" height=\"20\" rx=\"3\" fill=\"{(done == total ? "#4f9d5d" : "#e0a63a")}\"/>");
            Line(svg, $"<text x=\"{x + (BarWidth / 2)}\" y=\"{y + 19}\" text-anchor=\"middle\" fill=\"#000000\">{StatusTable.Share(done, total)}</text>");
        }
    }

    private static void Line(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
