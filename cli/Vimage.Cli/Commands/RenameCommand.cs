using System.CommandLine;
using Vimage.Cli.Rendering;
using Vimage.Migration;
using Vimage.Migration.Globals;
using Vimage.Migration.Loading;
using Vimage.Migration.Renaming;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage rename</c>: marks listed statics and rewrites their uses.</summary>
internal static class RenameCommand
{
    internal static Command Create(ToolContext context)
    {
        TargetOptions target = new(context);
        Option<string> globals = new("--globals")
        {
            Description = "The list of statics, one a line: Namespace.Type.field. A gate file will do.",
            Required = true,
            HelpName = "file",
        };
        ChangeOptions change = new();
        Option<string> prefix = new("--prefix")
        {
            Description = "What is put before a field's name.",
            DefaultValueFactory = static _ => "V_",
            HelpName = "text",
        };
        Option<int> jobs = new("--jobs")
        {
            Description = "How many files to look at at a time; by default, as many as there are processors.",
            HelpName = "number",
        };
        Option<OnError> onError = new("--on-error")
        {
            Description = "What to do when the result would not compile.",
            DefaultValueFactory = static _ => OnError.Abort,
        };
        Command command = new("rename", "Marks listed statics [Virtualized], makes their types partial, rewrites every use to V_x.")
        {
            globals, prefix, jobs, onError,
        };
        change.AddTo(command);
        target.AddTo(command);
        context.SetAction(command, async (result, cancellation) =>
        {
            GlobalsList list = GlobalsList.Read(result.GetValue(globals)!);
            bool isDryRun = change.IsDryRun(result);
            (Codebase codebase, RenameResult renamed) = await context.RunAsync(
                result,
                async onProgress =>
                {
                    Codebase loaded = await target.LoadAsync(result, onProgress, cancellation);
                    RenameOptions options = new()
                    {
                        Prefix = result.GetValue(prefix)!,
                        Jobs = result.GetValue(jobs) is > 0 and var given ? given : Environment.ProcessorCount,
                        OnError = result.GetValue(onError),
                        OnProgress = onProgress,
                    };
                    return (loaded, Renamer.Rename(loaded, list, options, cancellation));
                },
                cancellation);
            if (change.DiffOf(result) is { } path)
            {
                await DiffFiles.WriteAsync(path, codebase, renamed.Files, renamed.HandEdits);
            }

            if (renamed.IsSound && !isDryRun)
            {
                Renamer.Commit(renamed, cancellation);
            }

            RenameReport.Write(context.Terminal.Out, codebase, renamed, isDryRun, listAll: result.GetValue(onError) == OnError.List);
            return renamed.IsSound && renamed.HandEdits.Count == 0 ? MigrationExitCode.Done : MigrationExitCode.No;
        });
        return command;
    }
}
