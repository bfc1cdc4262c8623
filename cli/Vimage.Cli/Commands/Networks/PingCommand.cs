using System.CommandLine;
using System.Globalization;
using System.Net;
using Vimage.Cli.Commands.Vnets;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage ping A B</c>: does one vnet reach another, or a host?</summary>
internal static class PingCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string[]> ends = new("ends")
        {
            Description = "The vnet that asks, which may stand before the verb instead; and who is asked: a vnet, an address, or a name of the vnet's DNS.",
            HelpName = "from to",
            Arity = new ArgumentArity(1, 2),
        };
        Option<int?> count = new("-c") { Description = "How often; until it is interrupted unless given.", HelpName = "number" };
        Option<double?> interval = new("-i") { Description = "Seconds from one to the next.", HelpName = "seconds" };
        Option<int?> size = new("-s") { Description = "How many bytes.", HelpName = "bytes" };
        Command command = new("ping", "Asks a vnet or a host for echoes, from a vnet.") { ends, count, interval, size };
        return verbs.Make(command, async (result, process, cancellation) =>
        {
            string[] given = result.GetValue(ends)!;
            string from = process.Resolve(given.Length == 2 ? given[0] : null);
            string host = await AddressOfAsync(process, given[^1]) ?? given[^1];
            return await ExecCommand.RunAsync(
                process, from, "ping", [.. Pass("-c", result.GetValue(count)), .. Pass("-i", result.GetValue(interval)), .. Pass("-s", result.GetValue(size)), host], cancellation);
        });
    }

    // A vnet's first address on a link; its own first where it has no other.
    private static async Task<string?> AddressOfAsync(RunningProcess process, string host)
    {
        if (IPAddress.TryParse(host, out _))
        {
            return null;
        }

        string path = process.Resolve(host);
        if (!(await process.Vnets.ListAsync(RunningProcess.Self, recursive: true)).Any(each => each.Path == path))
        {
            return null;
        }

        string? address = (await process.Network.ListInterfacesAsync(path, recursive: false))
            .OrderBy(static each => each.Kind == "loopback")
            .SelectMany(static each => each.Addresses)
            .FirstOrDefault();
        return address?.Split('/')[0] ?? throw new ProcessException(SysExit.NoHost, "EADDRNOTAVAIL", $"Vnet '{path}' has no address. Give one of its interfaces one, with ifconfig.");
    }

    private static string[] Pass<T>(string option, T? value)
        where T : struct, IFormattable => value is { } number ? [option, number.ToString(null, CultureInfo.InvariantCulture)] : [];
}
