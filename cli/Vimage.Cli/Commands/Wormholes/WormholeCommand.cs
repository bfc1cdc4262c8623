using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Wormholes;

/// <summary><c>vimage wormhole open|ls|pause|resume|throttle|collapse|revoke</c>.</summary>
internal static class WormholeCommand
{
    internal static Command Create(ProcessVerbs verbs) => new("wormhole", "Opens, lists and steers wormholes between vnets.")
    {
        CreateOpen(verbs),
        CreateLs(verbs),
        CreateSteering(verbs, "pause", "Lets a wormhole accept nothing until it is resumed.", static (wormholes, name) => wormholes.PauseWormholeAsync(name)),
        CreateSteering(verbs, "resume", "Lets a wormhole go on that was paused.", static (wormholes, name) => wormholes.ResumeWormholeAsync(name)),
        CreateThrottle(verbs),
        CreateCollapse(verbs),
        CreateSteering(verbs, "revoke", "Ends a wormhole at once: both ends receive what was accepted, and then an error.", static (wormholes, name) => wormholes.RevokeWormholeAsync(name)),
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

    private static Command CreateThrottle(ProcessVerbs verbs)
    {
        Argument<string> name = CreateName();
        Option<long?> messages = new("--messages") { Description = "Messages, frames or, of bytes, writes a second; without, any number.", HelpName = "number" };
        Option<long?> bytes = new("--bytes") { Description = "Bytes a second; without, any number.", HelpName = "number" };
        return verbs.Make(new Command("throttle", "Limits how much goes through a wormhole, in each direction by itself.") { name, messages, bytes }, async (result, process, _) =>
        {
            await process.Wormholes.ThrottleWormholeAsync(result.GetValue(name)!, result.GetValue(messages), result.GetValue(bytes));
            return 0;
        });
    }

    private static Command CreateCollapse(ProcessVerbs verbs)
    {
        Argument<string> one = new("one") { Description = "The name of the one." };
        Argument<string> other = new("other") { Description = "That of the other." };
        return verbs.Make(new Command("collapse", "Makes one of two that meet in a vnet, between their far ends, and prints its name.") { one, other }, async (result, process, _) =>
        {
            await process.Out.WriteLineAsync(await process.Wormholes.CollapseWormholesAsync(result.GetValue(one)!, result.GetValue(other)!));
            return 0;
        });
    }

    private static Command CreateSteering(ProcessVerbs verbs, string verb, string description, Func<IWormholeProtocol, string, Task> steer)
    {
        Argument<string> name = CreateName();
        return verbs.Make(new Command(verb, description) { name }, async (result, process, _) =>
        {
            await steer(process.Wormholes, result.GetValue(name)!);
            return 0;
        });
    }

    private static Argument<string> CreateName() => new("name") { Description = "Its name." };
}
