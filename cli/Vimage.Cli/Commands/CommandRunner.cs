using Spectre.Console;
using Vimage.Migration;

namespace Vimage.Cli.Commands;

/// <summary>What every command does around its work: errors in one sentence, exit codes, interruption.</summary>
internal static class CommandRunner
{
    internal static async Task<int> RunAsync(IAnsiConsole console, Func<Task<MigrationExitCode>> work)
    {
        try
        {
            return (int)await work();
        }
        catch (MigrationException thrown)
        {
            console.MarkupLineInterpolated($"[red]error:[/] {thrown.Message}");
            return (int)thrown.ExitCode;
        }
        catch (OperationCanceledException)
        {
            console.MarkupLine("[yellow]Interrupted. Nothing was changed.[/]");
            return (int)MigrationExitCode.Interrupted;
        }
    }

    /// <summary>Runs work that tells its steps, with a spinner that shows them.</summary>
    internal static Task<T> WithStepsAsync<T>(IAnsiConsole console, Func<Action<string>, Task<T>> work) =>
        console.Status().StartAsync("start", status => work(step => status.Status(step)));
}
