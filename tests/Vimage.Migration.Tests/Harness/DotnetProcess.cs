using System.Diagnostics;

namespace Vimage.Migration.Tests.Harness;

/// <summary>Runs <c>dotnet</c>.</summary>
internal static class DotnetProcess
{
    /// <summary>Runs a command and asserts that it succeeds.</summary>
    internal static async Task<string> RunAsync(string folder, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        return output;
    }
}
