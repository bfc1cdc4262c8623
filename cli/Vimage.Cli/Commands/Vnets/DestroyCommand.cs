using System.CommandLine;
using Vimage.Admin.Protocol;
using Vimage.Cli.Processes;
using Vimage.Cli.Rendering;

namespace Vimage.Cli.Commands.Vnets;

/// <summary><c>vimage destroy</c>. (The original: <c>vimage -d</c>.)</summary>
internal static class DestroyCommand
{
    // The vnet is gone, and yet something is wrong.
    private const int NotClean = 1;

    internal static Command Create(ProcessVerbs verbs)
    {
        Argument<string> path = new("vnet") { Description = "The vnet." };
        Option<bool> recursive = new("--recursive", "-r") { Description = "With all below it." };
        Command command = new("destroy", "Destroys a vnet, and says what its teardown has found. Exit code 1 if that is not clean.") { path, recursive };
        return verbs.Make(command, (result, process, _) => RunAsync(process, result.GetValue(path)!, result.GetValue(recursive)));
    }

    internal static async Task<int> RunAsync(RunningProcess process, string path, bool isRecursive)
    {
        TeardownEntry teardown = await process.Vnets.DestroyAsync(process.Resolve(path), isRecursive);
        if (teardown.IsClean)
        {
            return 0;
        }

        await TeardownText.WriteAsync(process.Out, teardown);
        return NotClean;
    }
}
