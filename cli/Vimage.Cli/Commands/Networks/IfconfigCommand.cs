using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage ifconfig</c>: interfaces of a vnet. (FreeBSD: <c>ifconfig(8)</c>.)</summary>
internal static class IfconfigCommand
{
    private const string Usage =
        "ifconfig takes: nothing or -a; NAME; then create, destroy, up, down, mtu N, name NEW, [inet|inet6] ADDRESS/LENGTH [up], "
        + "[inet|inet6] ADDRESS delete, addm MEMBER, deletem MEMBER";

    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string[]> words = new("words")
        {
            Description = $"{Usage}. What create makes is epair, bridge or lo.",
            HelpName = "name words",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Option<bool> all = new("-a") { Description = "All interfaces, also of the vnets below." };
        Option<bool> json = Listing.CreateOption();
        Command command = new("ifconfig", "Shows the interfaces of a vnet, or changes one.") { words, all, json, verbs.Inside };
        return verbs.Make(command, async (result, process, _) =>
        {
            string vnet = process.Resolve(null);
            return result.GetValue(words) switch
            {
                [] or null => await ShowAsync(process, vnet, result.GetValue(all), static _ => true, result.GetValue(json)),
                [var name] => await ShowAsync(process, vnet, isRecursive: false, each => each.Name == name, result.GetValue(json)),
                [var name, .. var change] => await ChangeAsync(process, vnet, name, change),
            };
        });
    }

    private static async Task<int> ShowAsync(RunningProcess process, string vnet, bool isRecursive, Predicate<InterfaceEntry> which, bool isJson)
    {
        InterfaceEntry[] found = [.. (await process.Network.ListInterfacesAsync(vnet, isRecursive)).Where(each => which(each))];
        if (found.Length == 0)
        {
            throw new ProcessException(SysExit.NoHost, "ENXIO", $"Vnet '{vnet}' has no such interface.");
        }

        if (isJson)
        {
            return await Listing.WriteJsonAsync(process.Out, found);
        }

        foreach (InterfaceEntry each in found)
        {
            await InterfaceText.WriteAsync(process.Out, each, isRecursive);
        }

        return 0;
    }

    // One after the other, as ifconfig does; the first that is refused ends it.
    private static async Task<int> ChangeAsync(RunningProcess process, string vnet, string name, string[] words)
    {
        INetworkProtocol network = process.Network;
        while (words.Length > 0)
        {
            switch (words)
            {
                case ["create", .. var rest]:
                    await process.Out.WriteLineAsync(string.Join('\n', await network.CreateInterfaceAsync(vnet, name)));
                    words = rest;
                    break;
                case ["destroy", .. var rest]:
                    await network.DestroyInterfaceAsync(vnet, name);
                    words = rest;
                    break;
                case [("up" or "down") and var state, .. var rest]:
                    await network.SetUpAsync(vnet, name, isUp: state == "up");
                    words = rest;
                    break;
                case ["mtu", var number, .. var rest] when int.TryParse(number, out int mtu):
                    await network.SetMtuAsync(vnet, name, mtu);
                    words = rest;
                    break;
                case ["name", var newName, .. var rest]:
                    await network.RenameInterfaceAsync(vnet, name, newName);
                    (name, words) = (newName, rest);
                    break;
                case [("addm" or "deletem") and var change, var member, .. var rest]:
                    await network.SetMemberAsync(vnet, name, member, isMember: change == "addm");
                    words = rest;
                    break;
                case ["inet" or "inet6", .. var rest] when rest.Length > 0:
                    words = rest;
                    break;
                case [var address, "delete" or "-alias", .. var rest]:
                    await network.RemoveAddressAsync(vnet, name, address);
                    words = rest;
                    break;
                case [var address, .. var rest] when address.Contains('/', StringComparison.Ordinal):
                    await network.AddAddressAsync(vnet, name, address);
                    words = rest is ["alias", .. var behind] ? behind : rest;
                    break;
                default:
                    throw new ProcessException(SysExit.Usage, "EINVAL", $"'{words[0]}' is not understood. {Usage}.");
            }
        }

        return 0;
    }
}
