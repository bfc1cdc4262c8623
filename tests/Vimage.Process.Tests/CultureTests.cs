using System.Globalization;

namespace Vimage.Process.Tests;

/// <summary>Code that formats and parses without naming a culture, and knows nothing of vnets.</summary>
public sealed class CultureTests
{
    public CultureTests() => VnetCulture.Install();

    [Fact]
    public async Task EachVnet_FormatsAndParsesInItsOwn()
    {
        await using Pair vnets = new();
        vnets.Parent.Run(static () => VnetCulture.CurrentCulture = Culture(','));
        vnets.Child.Run(static () => VnetCulture.CurrentCulture = Culture(';'));
        Assert.Equal("1,5", vnets.Parent.Run(Format));
        Assert.Equal("1;5", vnets.Child.Run(Format));
        Assert.Equal("1;5", await vnets.Child.RunAsync(static () => Task.Run(Format)));
        Assert.Equal(2.5, vnets.Child.Run(static () => double.Parse("2;5", NumberStyles.Float, provider: null)));
    }

    [Fact]
    public async Task AVnet_BeginsWithItsParents()
    {
        await using Pair vnets = new();
        vnets.Parent.Run(static () => VnetCulture.CurrentCulture = Culture('|'));
        Assert.Equal("1|5", vnets.Child.Run(Format));
    }

    [Fact]
    public async Task AFlowWithACultureOfItsOwn_KeepsIt()
    {
        await using Pair vnets = new();
        vnets.Parent.Run(static () =>
        {
            VnetCulture.CurrentCulture = Culture(',');
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal("1.5", Format());
        });
    }

    // Not by name: where only the invariant culture is installed, that is the only one there is.
    private static CultureInfo Culture(char separator)
    {
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = separator.ToString();
        return culture;
    }

#pragma warning disable CA1305 // No culture is named: that is what is tested.
    private static string Format() => 1.5.ToString();
#pragma warning restore CA1305
}
