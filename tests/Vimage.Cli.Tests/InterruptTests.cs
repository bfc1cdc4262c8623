using System.Diagnostics;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>Ctrl-C ends the tool with 130, and leaves everything as it was.</summary>
public sealed class InterruptTests : IDisposable
{
    private const int Files = 200;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task ARenameThatIsInterruptedChangesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signal is sent by a program.");
        for (int i = 0; i < Files; i++)
        {
            _scratch.Write($"source/A{i}.cs", $"static class A{i} {{ internal static int n{i}; static int F() => n{i} + A{(i + 1) % Files}.n{(i + 1) % Files}; }}");
        }

        string list = _scratch.Write("list", string.Concat(Enumerable.Range(0, Files).Select(static i => $"A{i}.n{i}\n")));
        await IsInterruptedAsync("rename", _scratch.PathOf("source"), "--globals", list);
        Assert.DoesNotContain(
            Directory.GetFiles(_scratch.PathOf("source")),
            static file => !file.EndsWith(".cs", StringComparison.Ordinal) || File.ReadAllText(file).Contains("V_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AGraduateThatIsInterruptedChangesNothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The signal is sent by a program.");
        for (int i = 0; i < Files; i++)
        {
            _scratch.Write($"source/A{i}.cs", $"using Vimage; static partial class A{i} {{ [Virtualized] internal static int n{i}; static int F() => V_n{i} + A{(i + 1) % Files}.V_n{(i + 1) % Files}; }}");
        }

        await IsInterruptedAsync("graduate", _scratch.PathOf("source"));
        Assert.DoesNotContain(
            Directory.GetFiles(_scratch.PathOf("source")),
            static file => !file.EndsWith(".cs", StringComparison.Ordinal) || File.ReadAllText(file).Contains("struct", StringComparison.Ordinal));
    }

    private static async Task IsInterruptedAsync(params string[] command)
    {
        // A job in the background of a script ignores the signal, and so would what it starts.
        using Process process = Process.Start(new ProcessStartInfo(
            "env", ["--default-signal=INT", "dotnet", "exec", typeof(Program).Assembly.Location, .. command, "--verbosity", "detailed"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;

        // The first step has ended, and others have begun.
        string? line = await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.EndsWith("load", line, StringComparison.Ordinal);
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(process.ExitCode == 130, output + error);
        Assert.EndsWith("Interrupted. Nothing was changed.\n", error, StringComparison.Ordinal);
    }
}
