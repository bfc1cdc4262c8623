using System.CommandLine;
using Vimage.Cli.Rendering;
using Vimage.Migration;
using Vimage.Migration.Hoisting;
using Vimage.Migration.Loading;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage hoist</c>: looks modules' state up once where that pays.</summary>
internal static class HoistCommand
{
    internal static Command Create(ToolContext context)
    {
        TargetOptions target = new(context);
        ChangeOptions change = new();
        Command command = new("hoist", "Looks a module's state up once (INIT_VNET_x) in each body that uses it in a loop or five times.");
        change.AddTo(command);
        target.AddTo(command);
        context.SetAction(command, async (result, cancellation) =>
        {
            (Codebase codebase, HoistResult hoisted) = await context.RunAsync(
                result,
                async onProgress =>
                {
                    Codebase loaded = await target.LoadAsync(result, onProgress, cancellation);
                    return (loaded, Hoister.Hoist(loaded, new HoistOptions { OnProgress = onProgress }, cancellation));
                },
                cancellation);
            if (change.DiffOf(result) is { } path)
            {
                await DiffFiles.WriteAsync(path, codebase, hoisted.Files, []);
            }

            bool isDryRun = change.IsDryRun(result);
            if (!isDryRun)
            {
                Hoister.Commit(hoisted, cancellation);
            }

            string done = isDryRun ? "would be" : "were";
            await context.Terminal.Out.WriteLineAsync(
                $"{hoisted.LookUps} look-ups {done} added, for {hoisted.Uses} uses; {hoisted.Files.Count} of {codebase.FileCount} files {done} changed."
                + (hoisted.LeftOut > 0 ? $" {hoisted.LeftOut} look-ups would not compile and were left out." : ""));
            return MigrationExitCode.Done;
        });
        return command;
    }
}
