using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using Vimage.Migration;

namespace Vimage.Cli.Terminals;

/// <summary>Shows how far a long piece of work is: as a bar on a terminal, as lines with times where it is asked for.</summary>
internal static class ProgressDisplay
{
    /// <param name="terminal">Where to.</param>
    /// <param name="verbosity">How much.</param>
    /// <param name="work">The work, which is given what to tell its steps to.</param>
    internal static Task<T> RunAsync<T>(Terminal terminal, Verbosity verbosity, Func<Action<StepProgress>, Task<T>> work) => verbosity switch
    {
        Verbosity.Detailed => WithLinesAsync(terminal.Error, work),
        Verbosity.Normal when terminal.ErrorConsole.Profile.Capabilities.Interactive => WithBarAsync(terminal.ErrorConsole, work),
        _ => work(static _ => { }),
    };

    private static Task<T> WithBarAsync<T>(IAnsiConsole console, Func<Action<StepProgress>, Task<T>> work) => console
        .Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
        .StartAsync(context =>
        {
            ProgressTask task = context.AddTask("start");
            return work(progress =>
            {
                task.Description = progress.Step;
                task.IsIndeterminate = progress.Total == 0;
                task.MaxValue = Math.Max(1, progress.Total);
                task.Value = progress.Done;
            });
        });

    private static async Task<T> WithLinesAsync<T>(TextWriter writer, Func<Action<StepProgress>, Task<T>> work)
    {
        string step = "";
        long started = Stopwatch.GetTimestamp();
        T result = await work(progress =>
        {
            if (progress.Step != step)
            {
                EndStep();
                step = progress.Step;
            }
        });
        EndStep();
        return result;

        void EndStep()
        {
            if (step.Length > 0)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds,8:F2} s  {step}"));
            }

            started = Stopwatch.GetTimestamp();
        }
    }
}
