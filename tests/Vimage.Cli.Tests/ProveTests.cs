using System.Text.Json.Nodes;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>The proof as a command.</summary>
public sealed class ProveTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task TheSameProgramIsZero()
    {
        (int code, string output, _) = await Tool.RunAsync("prove", Build("before", "x + 1"), Build("after", "x + 1"));
        Assert.Equal(0, code);
        Assert.StartsWith("ZERO DIFFERENCE", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherProgramIsOne_AndShownSideBySide()
    {
        string json = _scratch.PathOf("proof.json");
        (int code, string output, _) = await Tool.RunAsync("prove", Build("before", "x + 1"), Build("after", "x + 2"), "--il", "--json", json);
        Assert.Equal(1, code);
        string[] lines = output.Split('\n');
        string line = Assert.Single(lines, static line => line.Contains("ldc.i4.1", StringComparison.Ordinal));
        Assert.Matches(@"ldc\.i4\.1\s+\| .*ldc\.i4\.2", line);
        Assert.Equal("different", JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!["verdict"]!.GetValue<string>());
    }

    private string Build(string folder, string expression) =>
        _scratch.Build($"{folder}/Program.dll", $"public static class P {{ public static int F(int x) => {expression}; }}");
}
