using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage arp</c>: neighbours of both families. (FreeBSD: <c>arp(8)</c>, <c>ndp(8)</c>.)</summary>
internal static class ArpCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<string[]> set = new("-s") { Description = "Say which link-layer address a neighbour has.", HelpName = "interface address link", Arity = new ArgumentArity(3, 3), AllowMultipleArgumentsPerToken = true };
        Option<string[]> delete = new("-d") { Description = "Forget a neighbour.", HelpName = "interface address", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };
        Option<bool> json = Listing.CreateOption();
        Command command = new("arp", "Shows the neighbours of a vnet, of both families, or changes them.") { set, delete, json, verbs.Inside };
        return verbs.Make(command, async (result, process, _) =>
        {
            string vnet = process.Resolve(null);
            if (result.GetValue(set) is [var on, var neighbor, var link])
            {
                await process.Network.SetNeighborAsync(vnet, on, neighbor, link);
                return 0;
            }

            if (result.GetValue(delete) is [var by, var address])
            {
                await process.Network.SetNeighborAsync(vnet, by, address, null);
                return 0;
            }

            return await Listing.WriteAsync(process.Out, result.GetValue(json), await process.Network.ListNeighborsAsync(vnet), static neighbors =>
            {
                TextTable table = new("ADDRESS", "LINK", "INTERFACE", "STATE");
                foreach (NeighborEntry each in neighbors)
                {
                    table.Add(each.Address, each.Link ?? "?", each.Interface, each.State);
                }

                return table;
            });
        });
    }
}
