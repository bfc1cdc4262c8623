using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>Each way to end has its exit code: 0 done, 1 no, 2 bad input, 3 not loaded.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(2, "--globals", "rename", ".")]
    [InlineData(2, "does not exist", "scan", "no-such-folder")]
    [InlineData(2, "can't be read", "scan", ".", "--gate", "no-such-file")]
    [InlineData(2, "is no property", "scan", ".", "-p", "novalue")]
    [InlineData(2, "does not exist", "prove", "no-such.dll", "no-such.dll")]
    public async Task WrongInputIsSaid(int exitCode, string message, params string[] arguments)
    {
        (int code, string output, string error) = await Tool.RunAsync(arguments);
        Assert.Equal(exitCode, code);
        Assert.Contains(message, error + output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AProjectThatDoesNotLoadIsThree()
    {
        _scratch.Write("A.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup>");
        (int code, _, string error) = await Tool.RunAsync("scan", _scratch.Root);
        Assert.Equal(3, code);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AClosedGateIsOne_AndSaysTheLines()
    {
        _scratch.Write("A.cs", "static class A { static int n; static void F() => n++; }");
        string gate = _scratch.Write("gate.tsv", "");
        (int code, string output, _) = await Tool.RunAsync("scan", _scratch.Root, "--gate", gate);
        Assert.Equal(1, code);
        Assert.Contains("\nF:A.n\tvirtualize\tis written at any time, by A.F\n", output, StringComparison.Ordinal);

        _scratch.Write("gate.tsv", "F:A.n\tvirtualize\tplanned\n");
        Assert.Equal(0, (await Tool.RunAsync("scan", _scratch.Root, "--gate", gate)).ExitCode);
    }

    [Fact]
    public async Task AReadOnlyFileIsTwo_AndNothingChanges()
    {
        string file = _scratch.Write("A.cs", "static class A { static int n; static void F() => n++; }");
        string list = _scratch.Write("list", "A.n");
        File.SetAttributes(file, FileAttributes.ReadOnly);
        (int code, _, string error) = await Tool.RunAsync("rename", _scratch.Root, "--globals", list);
        Assert.Equal(2, code);
        Assert.Contains("read-only", error, StringComparison.Ordinal);
        Assert.DoesNotContain("V_n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        File.SetAttributes(file, FileAttributes.Normal);
    }
}
