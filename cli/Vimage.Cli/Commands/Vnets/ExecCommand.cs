using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage exec</c>: runs a command of the process in a vnet, or a script of verbs. (FreeBSD: <c>jexec(8)</c>.)</summary>
internal static class ExecCommand
{
    internal static Command Create(ProcessVerbs verbs, VerbScript script)
    {
        Argument<string> path = new("vnet") { Description = "The vnet." };
        Argument<string[]> words = new("command")
        {
            Description = "The command, and what it is given. Unless given, the commands that there are are listed.",
            HelpName = "command [arguments]",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<string?> file = new("--script", "-f") { Description = "Do each line of this file in the vnet, as 'vimage VNET LINE' would, until one fails. - is the standard input.", HelpName = "file" };
        Command command = new("exec", "Runs a command of the process inside a vnet.") { path, words, file };
        return verbs.Make(command, async (result, process, cancellation) =>
        {
            string vnet = process.Resolve(result.GetValue(path));
            return (result.GetValue(file), result.GetValue(words)) switch
            {
                ({ } name, _) => await script.RunFileAsync(process, vnet, name, cancellation),
                (_, [var first, .. var rest]) => await RunAsync(process, vnet, first, rest, cancellation),
                _ => await ListAsync(process),
            };
        });
    }

    /// <summary>Runs a command, shows what it writes, and ends as it does.</summary>
    internal static async Task<int> RunAsync(RunningProcess process, string vnet, string command, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        int stream = await process.Commands.ExecuteAsync(vnet, command, arguments);
        using Stream output = new WriterStream(process.Out);
        StreamChunk end = await StreamReading.CopyAsync(process, stream, output, cancellation);
        return end.ExitCode ?? 0;
    }

    private static async Task<int> ListAsync(RunningProcess process)
    {
        Rendering.TextTable table = new("COMMAND", "WHAT IT DOES");
        foreach (CommandEntry each in await process.Commands.ListCommandsAsync())
        {
            table.Add(each.Name, each.Description);
        }

        await table.WriteAsync(process.Out);
        return 0;
    }
}
