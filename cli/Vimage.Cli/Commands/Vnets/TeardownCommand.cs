using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage teardown</c>: did what was destroyed leave anything?</summary>
internal static class TeardownCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Option<bool> json = Listing.CreateOption();
        Command command = new("teardown", "Lists the last teardowns, the last one first, with all that was wrong.") { json };
        return verbs.Make(command, async (result, process, _) =>
        {
            IReadOnlyList<TeardownEntry> teardowns = await process.Vnets.ListTeardownsAsync();
            if (result.GetValue(json))
            {
                return await Listing.WriteJsonAsync(process.Out, teardowns);
            }

            foreach (TeardownEntry each in teardowns)
            {
                await TeardownText.WriteAsync(process.Out, each);
            }

            return 0;
        });
    }
}
