using System.CommandLine;
using Spectre.Console;
using Vimage.Cli.Rendering;
using Vimage.Migration;
using Vimage.Migration.Editing;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage rename</c>: marks listed statics and rewrites their uses.</summary>
internal static class RenameCommand
{
    internal static Command Create(IAnsiConsole console)
    {
        Argument<string> target = CommonOptions.Target();
        Option<string> configuration = CommonOptions.Configuration();
        Option<string[]> define = CommonOptions.Define();
        Option<string> globals = new("--globals")
        {
            Description = "The list of statics, one a line: Namespace.Type.field. A gate file will do.",
            Required = true,
        };
        Option<bool> dryRun = new("--dry-run") { Description = "Change nothing; say what would be done." };
        Option<string?> diff = new("--diff") { Description = "Write the changes to this file as a unified diff." };
        Option<string> prefix = new("--prefix")
        {
            Description = "What is put before a field's name.",
            DefaultValueFactory = static _ => "V_",
        };
        Option<int> jobs = new("--jobs")
        {
            Description = "How many files to look at at a time.",
            DefaultValueFactory = static _ => Environment.ProcessorCount,
        };
        Option<OnError> onError = new("--on-error")
        {
            Description = "What to do when the result would not compile.",
            DefaultValueFactory = static _ => OnError.Abort,
        };
        Command command = new("rename", "Marks listed statics [Virtualized], makes their types partial, rewrites every use to V_x.")
        {
            target, globals, dryRun, diff, prefix, jobs, onError, configuration, define,
        };
        command.SetAction((result, cancellation) => CommandRunner.RunAsync(console, async () =>
        {
            GlobalsList list = GlobalsList.Read(result.GetValue(globals)!);
            (Codebase codebase, RenameResult renamed) = await CommandRunner.WithStepsAsync(console, async onStep =>
            {
                Codebase loaded = await CodebaseLoader.LoadAsync(
                    result.GetValue(target)!, CommonOptions.LoadOptions(result, configuration, define, onStep), cancellation);
                RenameOptions options = new()
                {
                    Prefix = result.GetValue(prefix)!,
                    Jobs = Math.Max(1, result.GetValue(jobs)),
                    OnError = result.GetValue(onError),
                    OnStep = onStep,
                };
                return (loaded, await Task.Run(() => Renamer.Rename(loaded, list, options, cancellation), cancellation));
            });
            if (result.GetValue(diff) is { } diffPath)
            {
                await File.WriteAllTextAsync(diffPath, UnifiedDiff.Of(codebase, renamed.Files), cancellation);
            }

            RenameReport.Write(console, codebase, renamed, isDryRun: result.GetValue(dryRun), listAll: result.GetValue(onError) == OnError.List);
            if (!renamed.IsSound)
            {
                return MigrationExitCode.No;
            }

            if (!result.GetValue(dryRun))
            {
                Renamer.Commit(renamed, cancellation);
            }

            return renamed.HandEdits.Count == 0 ? MigrationExitCode.Done : MigrationExitCode.No;
        }));
        return command;
    }
}
