using System.Diagnostics;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Lifecycle;

/// <summary>999 vnets that do a millisecond of work a second each, without and with one that always has work.</summary>
internal static class Fairness
{
    private const int Modest = 999;
    private const int Spinners = 4;

    private static readonly TimeSpan s_warmup = TimeSpan.FromSeconds(2);

    internal static IEnumerable<Row> Run(Effort effort)
    {
        TimeSpan time = TimeSpan.FromSeconds(effort.IsShort ? 3 : 20);
        Vnet[] vnets = [.. Enumerable.Range(0, Modest).Select(static i => Vnet.Root.CreateChild($"modest{i}"))];
        Vnet spinner = Vnet.Root.CreateChild("spinner");

        // What is measured before this leaves things to be collected, and the code here is new.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _ = MeasureDelays(vnets, s_warmup);
        double alone = NinetyNinth(MeasureDelays(vnets, time));
        using CancellationTokenSource stop = new();
        Task[] spinning = [.. Enumerable.Range(0, Spinners).Select(_ => SpinAlways(spinner, stop.Token))];
        double beside = NinetyNinth(MeasureDelays(vnets, time));
        stop.Cancel();
        Task.WaitAll(spinning);
        double part = spinner.Load.CpuTime / (time * Environment.ProcessorCount);
        foreach (Vnet vnet in vnets.Append(spinner))
        {
            _ = vnet.DestroyAsync().AsTask().Result;
        }

        return
        [
            new Row("fairness-p99-alone", alone, "ms"),
            new Row("fairness-p99-beside-spinner", beside, "ms", "fairness-p99-alone", beside / alone, Target.AtMost(5)),
            new Row("fairness-spinner-part", 100 * part, "%"),
        ];
    }

    // The delay is from when the work was due to when it began.
    private static List<double> MeasureDelays(Vnet[] vnets, TimeSpan time)
    {
        List<double> delays = [];
        List<Task> all = [];
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; Stopwatch.GetElapsedTime(start) < time; i++)
        {
            TimeSpan due = TimeSpan.FromSeconds((double)i / vnets.Length);
            TimeSpan early = due - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                Thread.Sleep(early);
            }

            all.Add(vnets[i % vnets.Length].Schedule(() =>
            {
                double delay = (Stopwatch.GetElapsedTime(start) - due).TotalMilliseconds;
                lock (delays)
                {
                    delays.Add(delay);
                }

                Spin();
            }));
        }

        Task.WaitAll([.. all]);
        return delays;
    }

    private static async Task SpinAlways(Vnet vnet, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await vnet.Schedule(Spin).ConfigureAwait(false);
        }
    }

    private static void Spin()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalMilliseconds < 1)
        {
        }
    }

    private static double NinetyNinth(List<double> delays)
    {
        delays.Sort();
        return delays[(int)(delays.Count * 0.99)];
    }
}
