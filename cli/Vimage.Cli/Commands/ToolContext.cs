using System.CommandLine;
using Vimage.Cli.Terminals;
using Vimage.Migration;
using Vimage.Proof;

namespace Vimage.Cli.Commands;

/// <summary>What every command has: where to write, how much, and how to end.</summary>
internal sealed class ToolContext(Terminal terminal)
{
    internal Terminal Terminal => terminal;

    /// <summary>Gets the option that says how much the tool says.</summary>
    internal Option<Verbosity> Verbosity { get; } = new("--verbosity", "-v")
    {
        Description = "How much to say.",
        DefaultValueFactory = static _ => Terminals.Verbosity.Normal,
        Recursive = true,
    };

    /// <summary>Gives a command its work. What ends it early is said in one sentence, and in the exit code.</summary>
    internal void SetAction(Command command, Func<ParseResult, CancellationToken, Task<MigrationExitCode>> work) =>
        command.SetAction(async (result, cancellation) =>
        {
            try
            {
                return (int)await work(result, cancellation);
            }
            catch (MigrationException thrown)
            {
                await terminal.Error.WriteLineAsync($"error: {thrown.Message}");
                return (int)thrown.ExitCode;
            }
            catch (ProofException thrown)
            {
                await terminal.Error.WriteLineAsync($"error: {thrown.Message}");
                return (int)(thrown.IsBadInput ? MigrationExitCode.BadInput : MigrationExitCode.NotLoaded);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await terminal.Error.WriteLineAsync("Interrupted. Nothing was changed.");
                return (int)MigrationExitCode.Interrupted;
            }
        });

    /// <summary>Does long work off the main thread, and shows how far it is.</summary>
    internal Task<T> RunAsync<T>(ParseResult result, Func<Action<StepProgress>, Task<T>> work, CancellationToken cancellation) =>
        ProgressDisplay.RunAsync(terminal, result.GetValue(Verbosity), onProgress => Task.Run(() => work(onProgress), cancellation));
}
