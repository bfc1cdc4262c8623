using System.CommandLine;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage route</c>: routes of a vnet. (FreeBSD: <c>route(8)</c>.)</summary>
internal static class RouteCommand
{
    private const string Usage = "route takes: nothing or show; get ADDRESS; add DESTINATION GATEWAY-OR-INTERFACE; delete DESTINATION. A destination is a network such as 10.0.0.0/8, or default";

    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string[]> words = new("words") { Description = $"{Usage}.", HelpName = "words", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> json = Listing.CreateOption();
        Command command = new("route", "Shows the routes of a vnet, or changes them.") { words, json, verbs.Inside };
        return verbs.Make(command, async (result, process, _) =>
        {
            string vnet = process.Resolve(null);
            switch (result.GetValue(words))
            {
                case [] or ["show"] or null:
                    return await Listing.WriteAsync(process.Out, result.GetValue(json), await process.Network.ListRoutesAsync(vnet), RouteTable.Of);
                case ["get", var address]:
                    return await Listing.WriteAsync(process.Out, result.GetValue(json), [await process.Network.GetRouteAsync(vnet, address)], RouteTable.Of);
                case ["add", var destination, var gateway]:
                    await process.Network.AddRouteAsync(vnet, destination, gateway);
                    return 0;
                case ["delete", var destination]:
                    await process.Network.DeleteRouteAsync(vnet, destination);
                    return 0;
                default:
                    throw new ProcessException(SysExit.Usage, "EINVAL", $"{Usage}.");
            }
        });
    }
}
