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
        GC.Collect();
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        driver = driver.RunGenerators(compilation);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        GC.KeepAlive(driver);
        return new GeneratorRun(elapsed.TotalMilliseconds, bytes / Kilobyte);
    }

    /// <summary>Counts the outputs that ran again.</summary>
    /// <param name="project">A project that tracks steps.</param>
    /// <param name="edit">The edit.</param>
    internal static int CountOutputs(Project project, Edit edit)
    {
        (GeneratorDriver driver, Compilation compilation) = edit.Make(project, 0);
        return driver.RunGenerators(compilation).GetRunResult().Results.Single().TrackedOutputSteps
            .SelectMany(static steps => steps.Value)
            .SelectMany(static step => step.Outputs)
            .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Removed));
    }
}
