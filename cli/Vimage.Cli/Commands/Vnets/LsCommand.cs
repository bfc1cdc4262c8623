using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage ls</c>: which vnets are there, and what has each? (FreeBSD: <c>jls(8)</c>.)</summary>
internal static class LsCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string?> path = new("vnet") { Description = "The vnet to begin at.", DefaultValueFactory = static _ => null };
        Option<bool> children = new("--children") { Description = "Only those right below it." };
        Option<bool> json = Listing.CreateOption();
        Command command = new("ls", "Lists the vnets of a running process: interfaces, sockets, tasks, load averages.") { path, children, json };
        return verbs.Make(command, async (result, process, _) =>
        {
            IReadOnlyList<VnetEntry> vnets = await process.Vnets.ListAsync(process.Resolve(result.GetValue(path)), recursive: !result.GetValue(children));
            return await Listing.WriteAsync(process.Out, result.GetValue(json), vnets, VnetTable.Of);
        });
    }
}
