using System.CommandLine;
using Vimage.Cli.Rendering;
using Vimage.Migration;
using Vimage.Migration.Loading;
using Vimage.Migration.Progress;
using Vimage.Migration.Scanning;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage status</c>: how far is a code base on its way?</summary>
internal static class StatusCommand
{
    // Taken, if it is there and no other is named.
    private const string DefaultGate = "vimage.statics.tsv";

    internal static Command Create(ToolContext context)
    {
        TargetOptions target = new(context);
        Option<string?> gate = new("--gate")
        {
            Description = $"The classified statics; by default {DefaultGate} beside the target, if it is there.",
            HelpName = "file",
        };
        Option<string[]> proof = new("--proof")
        {
            Description = "What vimage prove --json has written, of one of the projects. Can be given several times.",
            HelpName = "file",
        };
        Option<string?> svg = new("--svg") { Description = "Draw the progress into this file.", HelpName = "file" };
        Command command = new("status", "Shows how far each project is: classified, marked, renamed, proven, hoisted, graduated.") { gate, proof, svg };
        target.AddTo(command);
        context.SetAction(command, async (result, cancellation) =>
        {
            Dictionary<string, ProofCounts> proofs = (result.GetValue(proof) ?? []).Select(ProofFile.Read).ToDictionary();
            IReadOnlyList<ProjectStage> stages = await context.RunAsync(
                result,
                async onProgress =>
                {
                    Codebase codebase = await target.LoadAsync(result, onProgress, cancellation);
                    string beside = Path.Combine(codebase.Root, DefaultGate);
                    string? path = result.GetValue(gate) ?? (File.Exists(beside) ? beside : null);
                    return ProgressReport.Of(codebase, path is null ? null : GateFile.Read(path), proofs, onProgress, cancellation);
                },
                cancellation);
            if (result.GetValue(svg) is { } picture)
            {
                await OutputFile.WriteAsync(picture, StatusPicture.Draw(stages));
            }

            StatusTable.Write(context.Terminal.OutConsole, stages);
            return MigrationExitCode.Done;
        });
        return command;
    }
}
