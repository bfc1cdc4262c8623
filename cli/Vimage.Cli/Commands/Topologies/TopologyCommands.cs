using Vimage.Admin;
using Vimage.Net.Topology;

namespace Vimage.Cli.Commands.Topologies;

/// <summary>What can be run in a topology that is up, from outside: <c>vimage exec . cut LINK</c>.</summary>
internal static class TopologyCommands
{
    internal const string Down = "down";

    private const int Usage = 64;

    internal static IReadOnlyList<AdminCommand> For(RunningTopology running, Action goDown) =>
    [
        new(Down, "Ends the topology and its process.", (_, _, _) =>
        {
            goDown();
            return Task.FromResult(0);
        }),
        new("links", "Lists the links, and which are cut.", async (_, output, _) =>
        {
            foreach (RunningLink each in running.Links)
            {
                await output.WriteLineAsync($"{each.Name}  {each.Model.A.Node} - {each.Model.B.Node}{(each.IsCut ? "  cut" : "")}");
            }

            return 0;
        }),
        new("cut", "Cuts links: link...", (links, output, _) => DoAsync(links, output, running.Cut)),
        new("mend", "Mends links that were cut: link...", (links, output, _) => DoAsync(links, output, running.Mend)),
        new("partition", "Lets only those of a group reach each other: node,node... for each group", (groups, output, _) =>
            TryAsync(output, () => running.Partition([.. groups.Select(static group => group.Split(','))]))),
        new("heal", "Ends a partition.", (_, output, _) => TryAsync(output, running.Heal)),
    ];

    private static async Task<int> DoAsync(IReadOnlyList<string> links, TextWriter output, Action<string> action)
    {
        foreach (string link in links)
        {
            if (await TryAsync(output, () => action(link)) is not 0 and var failed)
            {
                return failed;
            }
        }

        if (links.Count == 0)
        {
            await output.WriteLineAsync("Which links? 'links' lists them.");
            return Usage;
        }

        return 0;
    }

    // What can be wrong with names is said in a sentence.
    private static async Task<int> TryAsync(TextWriter output, Action action)
    {
        try
        {
            action();
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or KeyNotFoundException)
        {
            await output.WriteLineAsync(error.Message);
            return Usage;
        }
    }
}
