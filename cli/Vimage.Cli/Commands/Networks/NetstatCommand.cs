using System.CommandLine;
using System.Globalization;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage netstat</c>: sockets, interfaces, routes or counters of a vnet. (FreeBSD: <c>netstat(1)</c>.)</summary>
internal static class NetstatCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<bool> interfaces = new("-i") { Description = "What interfaces have received, sent and lost." };
        Option<bool> routes = new("-r") { Description = "Routes." };
        Option<bool> statistics = new("-s") { Description = "What protocols have counted." };
        Option<string?> protocol = new("-p") { Description = "Of one protocol only, such as tcp.", HelpName = "protocol" };
        Option<bool> json = Listing.CreateOption();
        Command command = new("netstat", "Shows the sockets of a vnet, or its interfaces, routes or counters.") { interfaces, routes, statistics, protocol, json, verbs.Inside };
        return verbs.Make(command, async (result, process, _) =>
        {
            (string vnet, bool isJson, string? only) = (process.Resolve(null), result.GetValue(json), result.GetValue(protocol));
            return (result.GetValue(interfaces), result.GetValue(routes), result.GetValue(statistics)) switch
            {
                (false, false, false) => await Listing.WriteAsync(
                    process.Out, isJson, Only(await process.Network.ListSocketsAsync(vnet), only, static each => each.Protocol), SocketTable),
                (true, false, false) => await Listing.WriteAsync(process.Out, isJson, await process.Network.ListInterfacesAsync(vnet, recursive: false), InterfaceTable),
                (false, true, false) => await Listing.WriteAsync(process.Out, isJson, await process.Network.ListRoutesAsync(vnet), RouteTable.Of),
                (false, false, true) => await StatCommand.WriteAsync(
                    process, Only(await process.Network.ListCountersAsync(vnet), only, static each => each.Protocol), isJson),
                _ => throw new ProcessException(SysExit.Usage, "EINVAL", "netstat shows one thing at a time: -i, -r, -s, or without them sockets."),
            };
        });
    }

    private static IReadOnlyList<T> Only<T>(IReadOnlyList<T> all, string? protocol, Func<T, string> protocolOf) =>
        protocol is null ? all : [.. all.Where(each => protocolOf(each) == protocol)];

    private static TextTable SocketTable(IReadOnlyList<SocketEntry> sockets)
    {
        TextTable table = new("PROTO", ">RECV-Q", ">SEND-Q", "LOCAL", "REMOTE", "STATE");
        foreach (SocketEntry each in sockets)
        {
            table.Add(each.Protocol, $"{each.ReceiveQueue}", $"{each.SendQueue}", each.Local, each.Remote ?? "*", each.State ?? "");
        }

        return table;
    }

    private static TextTable InterfaceTable(IReadOnlyList<InterfaceEntry> interfaces)
    {
        TextTable table = new("NAME", ">MTU", "ADDRESSES", ">IPKTS", ">IBYTES", ">OPKTS", ">OBYTES", ">DROP");
        foreach (InterfaceEntry each in interfaces)
        {
            table.Add(
                each.Name, $"{each.Mtu}", string.Join(' ', each.Addresses), Number(each.PacketsIn), Number(each.BytesIn), Number(each.PacketsOut), Number(each.BytesOut), Number(each.Dropped));
        }

        return table;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
