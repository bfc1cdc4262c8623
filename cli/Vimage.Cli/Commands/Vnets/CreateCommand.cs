using System.CommandLine;
using Vimage.Cli.Processes;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage create</c>. (The original: <c>vimage -c</c>.)</summary>
internal static class CreateCommand
{
    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string> path = new("vnet") { Description = "Its path: a name, or one behind the path of the vnet that it is to be below." };
        Argument<string[]> parameters = VnetParameters.CreateArgument();
        return verbs.Make(new Command("create", "Creates a vnet.") { path, parameters }, (result, process, _) =>
            RunAsync(process, result.GetValue(path)!, result.GetValue(parameters)!));
    }

    internal static async Task<int> RunAsync(RunningProcess process, string path, IReadOnlyList<string> parameters)
    {
        VnetParameters parsed = VnetParameters.Parse(parameters);
        string vnet = process.Resolve(path);
        await process.Vnets.CreateAsync(vnet, parsed.ChildrenMax ?? 0);
        await parsed.ApplyLimitsAsync(process, vnet);
        return 0;
    }
}
