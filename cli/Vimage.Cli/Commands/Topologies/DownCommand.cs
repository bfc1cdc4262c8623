using System.CommandLine;
using StreamJsonRpc;
using Vimage.Cli.Commands.Vnets;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Topologies;

/// <summary><c>vimage down</c>: ends what <c>vimage up</c> runs.</summary>
internal static class DownCommand
{
    internal static Command Create(ProcessVerbs verbs) => verbs.Make(
        new Command("down", "Ends a topology that 'vimage up' runs."),
        static async (_, process, cancellation) =>
        {
            try
            {
                return await ExecCommand.RunAsync(process, RunningProcess.Self, TopologyCommands.Down, [], cancellation);
            }
            catch (ConnectionLostException)
            {
                // It may be gone before it has said that it goes.
                return 0;
            }
        });
}
