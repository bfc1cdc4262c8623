using System.CommandLine;
using System.Globalization;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Networks;

/// <summary><c>vimage stat</c>: what the protocols of a vnet have counted.</summary>
internal static class StatCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<bool> all = new("--all") { Description = "Also what is 0." };
        Option<bool> json = Listing.CreateOption();
        Command command = new("stat", "Shows what the protocols of a vnet have counted.") { all, json, verbs.Inside };
        return verbs.Make(command, async (result, process, _) =>
        {
            IReadOnlyList<CounterEntry> counters = await process.Network.ListCountersAsync(process.Resolve(null));
            return await WriteAsync(process, result.GetValue(all) ? counters : [.. counters.Where(static each => each.Value != 0)], result.GetValue(json));
        });
    }

    internal static Task<int> WriteAsync(RunningProcess process, IReadOnlyList<CounterEntry> counters, bool isJson) =>
        Listing.WriteAsync(process.Out, isJson, counters, static all =>
        {
            TextTable table = new("PROTO", "COUNTER", ">VALUE");
            foreach (CounterEntry each in all)
            {
                table.Add(each.Protocol, each.Name, each.Value.ToString(CultureInfo.InvariantCulture));
            }

            return table;
        });
}
