using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Wormholes;

/// <summary><c>vimage wormhole open|ls|revoke</c>.</summary>
internal static class WormholeCommand
{
    internal static Command Create(ProcessVerbs verbs) => new("wormhole", "Opens, lists and revokes wormholes between vnets.")
    {
        CreateOpen(verbs),
        CreateLs(verbs),
        CreateRevoke(verbs),
    };

    private static Command CreateOpen(ProcessVerbs verbs)
    {
        Argument<string> first = new("first") { Description = "A vnet." };
        Argument<string> second = new("second") { Description = "Another." };
        Option<string> form = new("--form") { Description = "What goes through. With interfaces, each vnet gets one, whN, which is down; else programs find their ends by the name.", DefaultValueFactory = static _ => "interfaces" };
        form.AcceptOnlyFromAmong("interfaces", "frames", "bytes");
        Option<string?> name = new("--name") { Description = "Its name; one that is not in use unless given.", HelpName = "name" };
        return verbs.Make(new Command("open", "Opens a wormhole, and prints its name.") { first, second, form, name }, async (result, process, _) =>
        {
            await process.Out.WriteLineAsync(await process.Wormholes.OpenWormholeAsync(
                result.GetValue(form)!, process.Resolve(result.GetValue(first)), process.Resolve(result.GetValue(second)), result.GetValue(name)));
            return 0;
        });
    }

    private static Command CreateLs(ProcessVerbs verbs)
    {
        Option<bool> json = Listing.CreateOption();
        return verbs.Make(new Command("ls", "Lists the wormholes that are open.") { json }, async (result, process, _) =>
            await Listing.WriteAsync(process.Out, result.GetValue(json), await process.Wormholes.ListWormholesAsync(), static wormholes =>
            {
                TextTable table = new("NAME", "FORM", "ENDS", "STATE", ">SENT", ">RECEIVED", ">SENT BACK", ">RECEIVED BACK");
                foreach (WormholeEntry each in wormholes)
                {
                    table.Add(
                        each.Name,
                        each.Form,
                        string.Join(" - ", each.Ends.Select(static end => end ?? "?")),
                        each.State,
                        $"{each.ForwardSent}",
                        $"{each.ForwardReceived}",
                        $"{each.BackwardSent}",
                        $"{each.BackwardReceived}");
                }

                return table;
            }));
    }

    private static Command CreateRevoke(ProcessVerbs verbs)
    {
        Argument<string> name = new("name") { Description = "Its name." };
        return verbs.Make(new Command("revoke", "Ends a wormhole at once: both ends receive what was accepted, and then an error.") { name }, async (result, process, _) =>
        {
            await process.Wormholes.RevokeWormholeAsync(result.GetValue(name)!);
            return 0;
        });
    }
}
