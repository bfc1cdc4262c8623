using System.CommandLine;
using System.Globalization;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage limits</c>: what a vnet has and may have. (The original: <c>vimage -m</c>.)</summary>
internal static class LimitsCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string?> path = new("vnet") { Description = "The vnet.", DefaultValueFactory = static _ => null };
        Argument<string[]> parameters = VnetParameters.CreateArgument();
        Option<bool> json = Listing.CreateOption();
        Command command = new("limits", "Shows what a vnet, with all below it, has and may have; or sets it.") { path, parameters, json };
        return verbs.Make(command, async (result, process, _) =>
        {
            string vnet = process.Resolve(result.GetValue(path));
            if (result.GetValue(parameters) is { Length: > 0 } given)
            {
                await VnetParameters.Parse(given).ApplyAsync(process, vnet);
                return 0;
            }

            return await Listing.WriteAsync(process.Out, result.GetValue(json), await process.Vnets.ListLimitsAsync(vnet), static limits =>
            {
                TextTable table = new("LIMIT", ">USED", ">MAX");
                foreach (var each in limits)
                {
                    table.Add(each.Name, each.Used.ToString(CultureInfo.InvariantCulture), each.Limit?.ToString(CultureInfo.InvariantCulture) ?? "none");
                }

                return table;
            });
        });
    }
}
