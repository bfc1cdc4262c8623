using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Vimage.Bench.Wormhole;

/// <summary>Two vnets, and what runs in both at the same time.</summary>
internal static class Sides
{
    internal static Vnet First { get; } = Vnet.Root.CreateChild("first");

    internal static Vnet Second { get; } = Vnet.Root.CreateChild("second");

    /// <summary>Runs each on a thread of its own, in its vnet.</summary>
    /// <returns>Nanoseconds until both were done, for one of <paramref name="count"/>.</returns>
    internal static double Time(long count, Action first, Action second)
    {
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                First.Run(first);
            }
#pragma warning disable CA1031 // Thrown again, by the thread that measures.
            catch (Exception thrown)
#pragma warning restore CA1031
            {
                failure = thrown;
            }
        });
        long start = Stopwatch.GetTimestamp();
        thread.Start();
        Second.Run(second);
        thread.Join();
        if (failure is not null)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }

    /// <summary>Runs both on the thread pool, in their vnets.</summary>
    /// <returns>Nanoseconds until both were done, for one of <paramref name="count"/>.</returns>
    internal static double TimeAsync(long count, Func<Task> first, Func<Task> second)
    {
        long start = Stopwatch.GetTimestamp();
        Task.WaitAll(First.RunAsync(() => Task.Run(first)), Second.RunAsync(() => Task.Run(second)));
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / count;
    }
}
