using System.CommandLine;
using Vimage.Cli.Rendering;
using Vimage.Cli.Terminals;
using Vimage.Migration;
using Vimage.Proof;

namespace Vimage.Cli.Commands;

/// <summary><c>vimage prove</c>: are two builds of an assembly the same program?</summary>
internal static class ProveCommand
{
    // Of listings in a file or pipe, where lines are as long as they are.
    private const int DefaultWidth = 160;

    internal static Command Create(ToolContext context)
    {
        Argument<string> before = new("before") { Description = "The built assembly before, its dependencies beside it." };
        Argument<string> after = new("after") { Description = "The built assembly after, its dependencies beside it." };
        Option<bool> il = new("--il") { Description = "Compare the IL instead of the machine code. Takes no process, and works on any machine." };
        Option<string?> json = new("--json")
        {
            Description = "Write verdicts, counts, and every method with the MD5 of its machine code to this file.",
            HelpName = "file",
        };
        Option<int> listings = new("--listings")
        {
            Description = "How many differing methods to show side by side; the others are only named.",
            DefaultValueFactory = static _ => new TextReportOptions().MaxListings,
            HelpName = "number",
        };
        Option<int> timeout = new("--timeout")
        {
            Description = "How long listing one assembly may take, in seconds.",
            DefaultValueFactory = static _ => (int)new ProofOptions().ListingTimeout.TotalSeconds,
            HelpName = "seconds",
        };
        Command command = new("prove", "Compares two builds of an assembly method by method, by the machine code that the JIT makes.")
        {
            before, after, il, json, listings, timeout,
        };
        context.SetAction(command, async (result, cancellation) =>
        {
            ProofOptions options = new()
            {
                Levels = result.GetValue(il) ? ProofLevels.Il : ProofLevels.MachineCode,
                ListingTimeout = TimeSpan.FromSeconds(result.GetValue(timeout)),
            };
            ProofResult proof = await context.RunAsync(
                result,
                onProgress =>
                {
                    onProgress(new StepProgress("compare", 0, 0));
                    return ZeroDifferenceProof.CompareAsync(result.GetValue(before)!, result.GetValue(after)!, options, cancellation);
                },
                cancellation);
            if (result.GetValue(json) is { } path)
            {
                await OutputFile.WriteAsync(path, stream => JsonReport.WriteAsync(stream, proof, cancellation));
            }

            Terminal terminal = context.Terminal;
            TextReport.Write(terminal.Out, proof, new TextReportOptions
            {
                MaxListings = result.GetValue(listings),
                SideBySideWidth = terminal.OutWidth ?? DefaultWidth,
            });
            return proof.Verdict == ProofVerdict.ZeroDifference ? MigrationExitCode.Done : MigrationExitCode.No;
        });
        return command;
    }
}
