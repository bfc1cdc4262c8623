using System.Text.RegularExpressions;
using Vimage.Docs.Tests.Harness;

namespace Vimage.Docs.Tests;

/// <summary>What pages show of generated code is in the generator's approved output.</summary>
public sealed partial class GeneratedOutputTests
{
    [Fact]
    public void What_is_shown_is_what_is_generated()
    {
        CodeBlock[] blocks = [.. Pages.All.SelectMany(static path => Pages.Read(path).Blocks).Where(static block => block.Snapshot is not null)];
        Assert.NotEmpty(blocks);
        foreach (CodeBlock block in blocks)
        {
            // Each part begins with a comment that says the mode.
            foreach (string part in block.Code.Split("\n\n"))
            {
                string[] lines = part.Split('\n', 2);
                string mode = Mode().Match(lines[0]).Value;
                string generated = File.ReadAllText(Path.Combine(Pages.Root, $"tests/Vimage.Generator.Tests/Snapshots/{block.Snapshot}.{mode}.verified.cs"));
                Assert.True(
                    Normalize(generated).Contains(Normalize(lines[1]), StringComparison.Ordinal),
                    $"{block.Place}: in {mode} this is not what is generated:\n{lines[1]}");
            }
        }
    }

    // Attributes are left out on the page; white space is what the page likes.
    private static string Normalize(string code) => Space().Replace(Attribute().Replace(code, ""), " ").Trim();

    [GeneratedRegex("Globals|Struct|Instance")]
    private static partial Regex Mode();

    [GeneratedRegex(@"\[global::[^\]]*\]")]
    private static partial Regex Attribute();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
