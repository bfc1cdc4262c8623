using System.Globalization;

namespace Vimage.Bench.Harness;

/// <summary>Figures as text, with the digits that mean something.</summary>
internal static class Figures
{
    internal static string Text(double figure) => figure.ToString(
        Math.Abs(figure) switch
        {
            0 => "0",
            < 0.01 => "0.0000",
            < 10 => "0.00",
            < 100 => "0.0",
            _ => "#,0",
        },
        CultureInfo.InvariantCulture);

    /// <summary>Rounds to four significant digits, which is more than any of these measurements has.</summary>
    internal static double Round(double figure)
    {
        if (figure == 0)
        {
            return 0;
        }

        double scale = Math.Pow(10, 3 - Math.Floor(Math.Log10(Math.Abs(figure))));
        return scale >= 1 ? Math.Round(figure * scale) / scale : Math.Round(figure);
    }
}
