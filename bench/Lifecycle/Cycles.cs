using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Lifecycle;

/// <summary>Vnets created and destroyed on four threads while a module is loaded, looked for in each vnet that stays, and unloaded.</summary>
internal static class Cycles
{
    private const int Threads = 4;
    private static readonly string s_guest = Path.Combine(AppContext.BaseDirectory, "guest", "Vimage.Bench.Subjects.Guest.dll");

    internal static IEnumerable<Row> Run(Effort effort)
    {
        int cycles = effort.IsShort ? 100_000 : 1_000_000;
        Vnet[] staying = [.. Enumerable.Range(0, 20).Select(static i => Vnet.Root.CreateChild($"staying{i}"))];

        // Once before: what is made once is no leak.
        _ = Round(cycles / 10, staying);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        Result result = Round(cycles, staying);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        foreach (Vnet vnet in staying)
        {
            _ = vnet.DestroyAsync().AsTask().Result;
        }

        return
        [
            new Row("cycles", cycles, "cycles"),
            new Row("cycles-time", elapsed.TotalSeconds, "s"),
            new Row("cycles-loads", result.Loads, "loads", Target: Target.AtLeast(1)),
            new Row("cycles-missed-attaches", result.Missed, "attaches", Target: Target.AtMost(0)),
            new Row("cycles-exceptions", result.Exceptions, "exceptions", Target: Target.AtMost(0)),
            new Row("cycles-heap-growth", 100.0 * (after - before) / before, "%", Target: Target.AtMost(2)),
        ];
    }

    private static Result Round(int cycles, Vnet[] staying)
    {
        Result result = new();
        Thread[] threads = [.. Enumerable.Range(0, Threads).Select(thread => new Thread(() => CreateAndDestroy(thread, cycles / Threads, result)))];
        Array.ForEach(threads, static thread => thread.Start());
        while (threads.Any(static thread => thread.IsAlive))
        {
            LoadLookUnload(staying, result);
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return result;
    }

    private static void CreateAndDestroy(int thread, int times, Result result)
    {
        for (int i = 0; i < times; i++)
        {
            try
            {
                Vnet vnet = Vnet.Root.CreateChild($"cycle{thread}");
                if (!vnet.DestroyAsync().AsTask().Result.IsClean)
                {
                    Interlocked.Increment(ref result.Exceptions);
                }
            }
#pragma warning disable CA1031 // They are what is counted.
            catch (Exception)
#pragma warning restore CA1031
            {
                Interlocked.Increment(ref result.Exceptions);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void LoadLookUnload(Vnet[] staying, Result result)
    {
        AssemblyLoadContext context = new("guest", isCollectible: true);
        System.Reflection.Assembly assembly = context.LoadFromAssemblyPath(s_guest);
        VnetModules.Load(assembly);
        Func<int> attached = assembly.GetType("Vimage.Bench.Subjects.Guest", throwOnError: true)!
            .GetMethod("Attached")!
            .CreateDelegate<Func<int>>();
        result.Missed += staying.Count(vnet => vnet.Run(attached) != 1);
        VnetModules.Unload(context);
        result.Loads++;
    }

    private sealed class Result
    {
        internal int Exceptions;

        internal int Missed { get; set; }

        internal int Loads { get; set; }
    }
}
