using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Vimage.Bench.Generator;

/// <summary>One run of a generator after an edit.</summary>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Kilobytes">What it allocated.</param>
internal readonly record struct GeneratorRun(double Milliseconds, double Kilobytes)
{
    private const double Kilobyte = 1024;

    internal static GeneratorRun Measure(Project project, Edit edit, int number)
    {
        (GeneratorDriver driver, Compilation compilation) = edit.Make(project, number);
        return Measure(driver, compilation).Run;
    }

    internal static (GeneratorRun Run, GeneratorDriver Driver) Measure(GeneratorDriver driver, Compilation compilation)
    {
        // What was just made for the edit, or is left of the last run, is not this run's to clear away.
        GC.Collect(generation: 1);
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        return (new GeneratorRun(elapsed.TotalMilliseconds, bytes / Kilobyte), driver);
    }

    /// <summary>Counts the outputs that run again after each edit.</summary>
    internal static Dictionary<Edit, int> CountOutputs(GeneratorContender contender, int fields)
    {
        // A project of its own: tracking costs time.
        Project project = new(contender, fields, tracksSteps: true);
        return Edit.All.ToDictionary(static edit => edit, edit => CountOutputs(project, edit));
    }

    private static int CountOutputs(Project project, Edit edit)
    {
        GeneratorDriver driver = project.Driver;
        if (edit != Edit.Cold)
        {
            (driver, Compilation compilation) = edit.Make(project, 0);
            driver = driver.RunGenerators(compilation);
        }

        return driver.GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(static steps => steps.Value)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Removed));
    }
}
