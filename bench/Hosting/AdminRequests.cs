using System.Diagnostics;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Hosting;

/// <summary>
/// What it takes to look at a process with many vnets: until the caller has read the answer, and of the process's own time on processors if it is
/// asked once a second.
/// </summary>
internal static class AdminRequests
{
    private const int Many = 10_000;
    private const int Some = 1_000;
    private const double MillisecondsPerSecond = 1000;
    private const double Percent = 100;

    // Bring the code of both sides to the JIT's last tier.
    private const int WarmupRounds = 300;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        (double time, double cpu) = Measure(effort, Many);
        yield return new Row("ls-10000", time, "ms", Target: Target.AtMost(200));
        yield return new Row("ls-10000-cpu", cpu / MillisecondsPerSecond * Percent, "% of a processor", Target: Target.AtMost(1));
        (time, cpu) = Measure(effort, Some);
        yield return new Row("top-1000", time, "ms");
        yield return new Row("top-1000-cpu", cpu / MillisecondsPerSecond * Percent, "% of a processor", Target: Target.AtMost(2));
    }

    // In milliseconds. The time on processors is read in steps too coarse for a single request.
    private static (double Time, double Cpu) Measure(Effort effort, int count)
    {
        using AdminHost host = new(count);
        for (int i = 0; i < WarmupRounds; i++)
        {
            host.List();
        }

        List<double> times = [];
        TimeSpan before = host.CpuTime;
        for (int i = 0; i < effort.SlowRounds; i++)
        {
            long start = Stopwatch.GetTimestamp();
            int listed = host.List();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            if (listed != count + 1)
            {
                throw new InvalidOperationException($"{listed} vnets are listed, and not {count + 1}.");
            }
        }

        return (Measurement.Median(times), (host.CpuTime - before).TotalMilliseconds / effort.SlowRounds);
    }
}
