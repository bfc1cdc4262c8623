using System.CommandLine;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage mv-if</c>. (The original: <c>vimage -i</c>.)</summary>
internal static class MvIfCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string> from = new("from") { Description = "The vnet that it is in; . for the process's own." };
        Argument<string> name = new("interface") { Description = "The interface." };
        Argument<string> to = new("to") { Description = "The vnet that it is to be in." };
        Argument<string?> newName = new("name") { Description = "The name that it is to have there; its own unless given.", DefaultValueFactory = static _ => null };
        Command command = new("mv-if", "Moves an interface to another vnet, and prints NAME@VNET.") { from, name, to, newName };
        return verbs.Make(command, (result, process, _) =>
            RunAsync(process, process.Resolve(result.GetValue(from)), result.GetValue(name)!, process.Resolve(result.GetValue(to)), result.GetValue(newName)));
    }

    internal static async Task<int> RunAsync(RunningProcess process, string from, string name, string to, string? newName)
    {
        await process.Out.WriteLineAsync($"{await process.Network.MoveInterfaceAsync(from, name, to, newName)}@{to}");
        return 0;
    }
}
