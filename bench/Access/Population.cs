extern alias instance;
using System.Diagnostics;
using Vimage.Bench.Harness;
using Stack = instance::Vimage.Bench.Subjects.Stack;

namespace Vimage.Bench.Access;

/// <summary>A hundred thousand vnets alive in one process, each with ten modules in use.</summary>
internal static class Population
{
    private const int Count = 100_000;
    private const double Megabyte = 1024 * 1024;

    internal static IEnumerable<Row> Run()
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long start = Stopwatch.GetTimestamp();
        Vnet[] vnets = new Vnet[Count];
        for (int i = 0; i < Count; i++)
        {
            vnets[i] = Vnet.Root.CreateChild("population" + i);
        }

        int live = vnets.Count(static vnet => vnet.Run(Stack.Touch) == Stack.ModuleCount);
        TimeSpan created = Stopwatch.GetElapsedTime(start);
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        long workingSet = Environment.WorkingSet;
        start = Stopwatch.GetTimestamp();
        foreach (Vnet vnet in vnets)
        {
            _ = vnet.DestroyAsync().AsTask().Result;
        }

        TimeSpan destroyed = Stopwatch.GetElapsedTime(start);
        return
        [
            new Row("population-live", live, "vnets", Target: Target.AtLeast(Count)),
            new Row("population-heap", bytes / Megabyte, "MB"),
            new Row("population-working-set", workingSet / Megabyte, "MB"),
            new Row("population-create", created.TotalMicroseconds / Count, "us"),
            new Row("population-destroy", destroyed.TotalMicroseconds / Count, "us"),
        ];
    }
}
