using System.Diagnostics;

namespace Vimage.Package.Tests.Harness;

/// <summary>Runs the <c>dotnet</c> command.</summary>
internal static class Dotnet
{
    /// <summary>Runs a command and returns its output; fails the test if it ends with another exit code than expected.</summary>
    internal static async Task<string> Run(string directory, int expectedExitCode, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What the test runner's own build has set must not leak into the consumer's.
        foreach (string name in start.Environment.Keys.Where(static key => key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == expectedExitCode, $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}");
        return output;
    }
}
