using Vimage.Cli.Terminals;

namespace Vimage.Cli.Tests.Harness;

/// <summary>Runs the tool in this process.</summary>
internal static class Tool
{
    /// <summary>Runs a command line.</summary>
    /// <returns>The exit code, and what was written.</returns>
    internal static async Task<(int ExitCode, string Out, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter error = new() { NewLine = "\n" };
        int exitCode = await Program.RunAsync(arguments, new Terminal(output, error));
        return (exitCode, output.ToString(), error.ToString());
    }
}
