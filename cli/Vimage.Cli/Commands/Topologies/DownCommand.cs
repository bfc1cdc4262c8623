using System.CommandLine;
using Vimage.Cli.Commands.Vnets;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Topologies;

/// <summary><c>vimage down</c>: ends what <c>vimage up</c> runs.</summary>
internal static class DownCommand
{
    internal static Command Create(ProcessVerbs verbs) => verbs.Make(
        new Command("down", "Ends a topology that 'vimage up' runs."),
        static (_, process, cancellation) => ExecCommand.RunAsync(process, RunningProcess.Self, TopologyCommands.Down, [], cancellation));
}
