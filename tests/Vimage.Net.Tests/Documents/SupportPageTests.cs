using System.Runtime.CompilerServices;

namespace Vimage.Net.Tests;

/// <summary>The page says to be supported what there are tests of.</summary>
public sealed class SupportPageTests
{
    private const string Refresh = "VIMAGE_UPDATE_DOCS";

    [Fact]
    public async Task Page_says_what_the_tests_say()
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "..", "docs", "network.md");
        string page = await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
        int begin = page.IndexOf(SupportPage.Begin, StringComparison.Ordinal) + SupportPage.Begin.Length;
        int end = page.IndexOf(SupportPage.End, StringComparison.Ordinal);
        Assert.True(begin >= SupportPage.Begin.Length && end >= begin, $"docs/network.md has no place for what is supported, between '{SupportPage.Begin.Trim()}' and '{SupportPage.End.Trim()}'.");
        string rendered = $"{page[..begin]}\n{SupportPage.Render()}\n{page[end..]}";
        if (Environment.GetEnvironmentVariable(Refresh) == "1")
        {
            await File.WriteAllTextAsync(path, rendered, TestContext.Current.CancellationToken);
            page = rendered;
        }

        Assert.True(page == rendered, $"docs/network.md does not say what is tested. Write it again: run this test with {Refresh}=1.");
    }

    [Theory]
    [InlineData("PacketToANeighbor_WaitsForItsAnswer", "Packet to a neighbor waits for its answer")]
    [InlineData("A_socket_of_IPv6_hears_one", "A socket of IPv6 hears one")]
    [InlineData("No_more_than_64_KB_by_Tcp", "No more than 64 KB by TCP")]
    public void Name_is_a_sentence(string name, string expected) => Assert.Equal(expected, TestName.OfMethod(name));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
