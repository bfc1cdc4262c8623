using System.CommandLine.Parsing;
using Vimage.Cli.Terminals;

namespace Vimage.Cli.Processes;

/// <summary>Lines that are each a verb or a command in one vnet, as a shell's are in one jail.</summary>
/// <param name="terminal">Where prompts go.</param>
/// <param name="run">Runs a command line.</param>
internal sealed class VerbScript(Terminal terminal, Func<IReadOnlyList<string>, Task<int>> run)
{
    /// <summary>Does the lines of a file until one fails; that one is named.</summary>
    /// <returns>The exit code of the last line.</returns>
    internal async Task<int> RunFileAsync(RunningProcess process, string vnet, string file, CancellationToken cancellation)
    {
        using TextReader reader = file == "-" ? Console.In : File.OpenText(file);
        int exitCode = 0;
        for (int number = 1; exitCode == 0 && await reader.ReadLineAsync(cancellation) is { } line; number++)
        {
            exitCode = await RunLineAsync(process, vnet, line);
            if (exitCode != 0)
            {
                await terminal.Error.WriteLineAsync($"vimage: {file}:{number}: this line has failed, and the lines behind it were not done.");
            }
        }

        return exitCode;
    }

    /// <summary>Does the lines that somebody types, or that come by a pipe, until there are no more.</summary>
    /// <returns>The exit code of the last line.</returns>
    internal async Task<int> RunInteractiveAsync(RunningProcess process, string vnet, CancellationToken cancellation)
    {
        await terminal.Out.WriteLineAsync($"Switched to vimage {vnet}");
        int exitCode = 0;
        while (true)
        {
            if (!Console.IsInputRedirected)
            {
                await terminal.Error.WriteAsync($"{vnet}% ");
            }

            if (await Console.In.ReadLineAsync(cancellation) is not { } line || line.Trim() == "exit")
            {
                return exitCode;
            }

            exitCode = await RunLineAsync(process, vnet, line);
        }
    }

    private async Task<int> RunLineAsync(RunningProcess process, string vnet, string line)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(line)];
        return words.Length == 0 || words[0].StartsWith('#') ? 0 : await run(["--socket", process.SocketPath, vnet, .. words]);
    }
}
