using System.CommandLine;
using Vimage.Cli.Rendering;
using Vimage.Migration;
using Vimage.Migration.Graduating;
using Vimage.Migration.Loading;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage graduate</c>: moves marked fields into state structs, and back.</summary>
internal static class GraduateCommand
{
    internal static Command Create(ToolContext context)
    {
        TargetOptions target = new(context);
        ChangeOptions change = new();
        Option<string?> module = new("--module")
        {
            Description = "The one module that is meant, by the name of its mark or its type; all, if not given.",
            HelpName = "name",
        };
        Option<bool> undo = new("--undo") { Description = "Put the variables back where they were." };
        Command command = new("graduate", "Moves the marked fields of each module into a [Virtualized] struct in the same file; no use changes.")
        {
            module, undo,
        };
        change.AddTo(command);
        target.AddTo(command);
        context.SetAction(command, async (result, cancellation) =>
        {
            bool isUndo = result.GetValue(undo);
            (Codebase codebase, GraduateResult graduated) = await context.RunAsync(
                result,
                async onProgress =>
                {
                    Codebase loaded = await target.LoadAsync(result, onProgress, cancellation);
                    GraduateOptions options = new() { Module = result.GetValue(module), OnProgress = onProgress };
                    return (loaded, isUndo ? Graduator.Undo(loaded, options, cancellation) : Graduator.Graduate(loaded, options, cancellation));
                },
                cancellation);
            if (change.DiffOf(result) is { } path)
            {
                await DiffFiles.WriteAsync(path, codebase, graduated.Files, []);
            }

            bool isDryRun = change.IsDryRun(result);
            if (!isDryRun)
            {
                Graduator.Commit(codebase, graduated, cancellation);
            }

            GraduateReport.Write(context.Terminal.Out, codebase, graduated, isUndo, isDryRun);
            return isUndo && graduated.Left.Count > 0 ? MigrationExitCode.No : MigrationExitCode.Done;
        });
        return command;
    }
}
