using System.Globalization;
using System.Text.RegularExpressions;

namespace Vimage.Dashboard.Tests;

/// <summary>The colours of the page, by the contrasts that WCAG 2.2 asks for at level AA.</summary>
public sealed partial class PaletteTests
{
    private const double OfText = 4.5;
    private const double OfControls = 3;

    private static readonly Dictionary<string, (string Light, string Dark)> s_palette = Read();

    [Theory]
    [InlineData("ink", "surface", OfText)]
    [InlineData("ink", "ground", OfText)]
    [InlineData("muted", "surface", OfText)]
    [InlineData("muted", "ground", OfText)]
    [InlineData("muted", "chosen", OfText)]
    [InlineData("accent", "surface", OfText)]
    [InlineData("accent", "chosen", OfText)]
    [InlineData("good", "surface", OfText)]
    [InlineData("bad", "surface", OfText)]
    [InlineData("bad", "alarm", OfText)]
    [InlineData("other", "surface", OfText)]
    [InlineData("control", "surface", OfControls)]
    [InlineData("accent", "ground", OfControls)]
    public void What_is_seen_on_what_has_contrast_in_light_and_in_dark(string front, string back, double least)
    {
        (string light, string dark) = s_palette[front];
        Assert.True(Contrast(light, s_palette[back].Light) >= least, $"light: {Contrast(light, s_palette[back].Light):0.00}");
        Assert.True(Contrast(dark, s_palette[back].Dark) >= least, $"dark: {Contrast(dark, s_palette[back].Dark):0.00}");
    }

    private static Dictionary<string, (string Light, string Dark)> Read()
    {
        using StreamReader style = new(typeof(VimageDashboardExtensions).Assembly.GetManifestResourceStream("dashboard.css")!);
        return Colours().Matches(style.ReadToEnd()).ToDictionary(static each => each.Groups[1].Value, static each => (each.Groups[2].Value, each.Groups[3].Value));
    }

    private static double Contrast(string one, string other)
    {
        (double a, double b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string colour)
    {
        double[] parts =
        [
            .. Enumerable.Range(0, 3).Select(index => int.Parse(colour.AsSpan(2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
                .Select(static part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4)),
        ];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }

    [GeneratedRegex(@"--(\w+): light-dark\(#(\w{6}), #(\w{6})\)")]
    private static partial Regex Colours();
}
