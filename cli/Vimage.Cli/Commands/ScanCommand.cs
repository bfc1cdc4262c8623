using System.CommandLine;
using Vimage.Cli.Rendering;
using Vimage.Cli.Terminals;
using Vimage.Migration;
using Vimage.Migration.Loading;
using Vimage.Migration.Scanning;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage scan</c>: lists every static, and holds the list against a gate.</summary>
internal static class ScanCommand
{
    internal static Command Create(ToolContext context)
    {
        TargetOptions target = new(context);
        Option<string?> tsv = new("--tsv")
        {
            Description = "Write a line for each static to this file; its first columns are those of a gate file.",
            HelpName = "file",
        };
        Option<string?> json = new("--json") { Description = "Write everything that is known about each static to this file.", HelpName = "file" };
        Option<string?> gate = new("--gate")
        {
            Description = "Fail on a static that can change and is not classified in this file (symbol, class, reason), and print its line.",
            HelpName = "file",
        };
        Option<bool> all = new("--all") { Description = "List the statics that can't change, too." };
        Option<bool> noIl = new("--no-il") { Description = "Do not compare what was found with the IL." };
        Command command = new("scan", "Lists every static: what it is, who writes it and when, what to do about it.") { tsv, json, gate, all, noIl };
        target.AddTo(command);
        context.SetAction(command, async (result, cancellation) =>
        {
            GateFile? file = result.GetValue(gate) is { } gatePath ? GateFile.Read(gatePath) : null;
            (Codebase codebase, ScanResult scan) = await context.RunAsync(
                result,
                async onProgress =>
                {
                    Codebase loaded = await target.LoadAsync(result, onProgress, cancellation);
                    ScanOptions options = new() { ChecksIl = !result.GetValue(noIl), OnProgress = onProgress };
                    return (loaded, Scanner.Scan(loaded, options, cancellation));
                },
                cancellation);
            if (result.GetValue(tsv) is { } tsvPath)
            {
                await OutputFile.WriteAsync(tsvPath, ScanFiles.Tsv(codebase, scan));
            }

            if (result.GetValue(json) is { } jsonPath)
            {
                await OutputFile.WriteAsync(jsonPath, stream => ScanFiles.WriteJsonAsync(stream, codebase, scan, cancellation));
            }

            if (file is not null)
            {
                Gate compared = Gate.Of(scan, file);
                GateReport.Write(context.Terminal.Out, codebase, file, compared);
                return compared.IsOpen ? MigrationExitCode.Done : MigrationExitCode.No;
            }

            if (result.GetValue(context.Verbosity) != Verbosity.Quiet)
            {
                ScanTable.Write(context.Terminal.OutConsole, codebase, scan, result.GetValue(all));
            }

            ScanTable.WriteSummary(context.Terminal.Out, scan);
            return MigrationExitCode.Done;
        });
        return command;
    }
}
