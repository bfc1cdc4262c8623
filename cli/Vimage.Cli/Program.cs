using System.CommandLine;
using System.CommandLine.Invocation;
using Vimage.Cli.Commands;
using Vimage.Cli.Terminals;
using Vimage.Migration;

namespace Vimage.Cli;

/// <summary>The <c>vimage</c> tool.</summary>
internal static class Program
{
    // After Ctrl-C, work ends at its next look at the token; ending the process before could leave files half written.
    private static readonly TimeSpan s_timeToStop = TimeSpan.FromMinutes(1);

    private static Task<int> Main(string[] arguments) => RunAsync(arguments, new Terminal(Console.Out, Console.Error));

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="terminal">Where it writes to.</param>
    /// <returns>The exit code.</returns>
    internal static async Task<int> RunAsync(string[] arguments, Terminal terminal)
    {
        ParseResult result = CreateRootCommand(terminal).Parse(arguments);
        int exitCode = await result.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            ProcessTerminationTimeout = s_timeToStop,
        });
        return result.Action is ParseErrorAction ? (int)MigrationExitCode.BadInput : exitCode;
    }

    internal static RootCommand CreateRootCommand(Terminal terminal)
    {
        ToolContext context = new(terminal);
        return new RootCommand("Takes a code base from static variables to isolated instances, with proof at each step.")
        {
            context.Verbosity,
            ScanCommand.Create(context),
            RenameCommand.Create(context),
            ProveCommand.Create(context),
            HoistCommand.Create(context),
            GraduateCommand.Create(context),
            StatusCommand.Create(context),
            CompletionCommand.Create(context),
        };
    }
}
