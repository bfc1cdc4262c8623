using System.CommandLine;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage modules</c>. (FreeBSD: <c>kldstat(8)</c>.)</summary>
internal static class ModulesCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<bool> json = Listing.CreateOption();
        return verbs.Make(new Command("modules", "Lists the modules of a running process.") { json }, async (result, process, _) =>
            await Listing.WriteAsync(process.Out, result.GetValue(json), await process.Vnets.ListModulesAsync(), static modules =>
            {
                TextTable table = new("MODULE", "STATE");
                foreach (var each in modules)
                {
                    table.Add(each.Name, each.IsPending ? "waits for one that it depends on" : "attached");
                }

                return table;
            }));
    }
}
