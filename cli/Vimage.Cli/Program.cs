using System.CommandLine;
using System.CommandLine.Invocation;
using Vimage.Cli.Commands;
using Vimage.Cli.Commands.Networks;
using Vimage.Cli.Commands.Topologies;
using Vimage.Cli.Commands.Vnets;
using Vimage.Cli.Commands.Wormholes;
using Vimage.Cli.Processes;
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
    internal static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        ToolContext context = new(terminal);
        ProcessVerbs verbs = new(context);
        ParseResult result = CreateRootCommand(context, verbs).Parse(arguments);
        if (result.Action is ParseErrorAction && verbs.Contains(result.CommandResult.Command))
        {
            return await verbs.RefuseAsync(result);
        }

        int exitCode = await result.InvokeAsync(new InvocationConfiguration
        {
            Output = terminal.Out,
            Error = terminal.Error,
            ProcessTerminationTimeout = s_timeToStop,
        });
        return result.Action is ParseErrorAction ? (int)MigrationExitCode.BadInput : exitCode;
    }

    internal static RootCommand CreateRootCommand(ToolContext context, ProcessVerbs verbs)
    {
        VerbScript script = new(context.Terminal, arguments => RunAsync(arguments, context.Terminal));
        RootCommand root = new(
            "Takes a code base from static variables to isolated instances, with proof at each step; and sees and steers the vnets of running processes. "
            + "There, a vnet may stand before a verb: vimage v1 ifconfig. With a command of the process behind it, vimage v1 COMMAND runs that; alone, it reads "
            + "lines to do in the vnet. Without anything, the name of the process's own vnet is printed.")
        {
            context.Verbosity,
        };
        new OriginalSyntax(verbs, script).AddTo(root);
        foreach (Command each in (ReadOnlySpan<Command>)
            [
                ScanCommand.Create(context),
                RenameCommand.Create(context),
                ProveCommand.Create(context),
                HoistCommand.Create(context),
                GraduateCommand.Create(context),
                StatusCommand.Create(context),
                CompletionCommand.Create(context),
            ])
        {
            root.Add(verbs.RefusePrefix(each));
        }

        foreach (Command each in (ReadOnlySpan<Command>)
            [
                LsCommand.Create(verbs),
                CreateCommand.Create(verbs),
                DestroyCommand.Create(verbs),
                ExecCommand.Create(verbs, script),
                SysctlCommand.Create(verbs),
                LimitsCommand.Create(verbs),
                ModulesCommand.Create(verbs),
                TeardownCommand.Create(verbs),
                TopCommand.Create(verbs),
                IfconfigCommand.Create(verbs),
                MvIfCommand.Create(verbs),
                NetstatCommand.Create(verbs),
                RouteCommand.Create(verbs),
                ArpCommand.Create(verbs),
                StatCommand.Create(verbs),
                PingCommand.Create(verbs),
                CaptureCommand.Create(verbs),
                WormholeCommand.Create(verbs),
                TopologyCommand.Create(verbs),
                UpCommand.Create(verbs, context.Terminal),
                DownCommand.Create(verbs),
            ])
        {
            root.Add(each);
        }

        return root;
    }
}
