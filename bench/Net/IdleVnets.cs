using System.Diagnostics;
using Vimage.Bench.Harness;
using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>Ten thousand vnets with interfaces at one time: how long they take to make and to destroy, and what each holds on to.</summary>
internal static class IdleVnets
{
    private const int Count = 10_000;
    private const int Kilobyte = 1024;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet above = Vnet.Root.CreateChild("idle", new VnetOptions { ChildrenMax = Count });
        List<double> created = [];
        List<double> destroyed = [];
        double bytes = 0;
        using (above.Enter())
        {
            Netisr.Current = new Netisr(seed: 1);
            for (int round = 0; round < effort.SlowestRounds + 1; round++)
            {
                long before = GC.GetTotalMemory(forceFullCollection: true);
                long start = Stopwatch.GetTimestamp();
                Vnet[] vnets = [.. Enumerable.Range(0, Count).Select(static i => IdleVnet.Create("idle" + i))];
                created.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
                start = Stopwatch.GetTimestamp();
                Array.ForEach(vnets, IdleVnet.Destroy);
                destroyed.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }
        }

        _ = above.DestroyAsync().AsTask().Result;
        return
        [
            new Row("idle-vnet-memory", bytes / Count / Kilobyte, "KB", Target: Target.AtMost(16)),
            new Row("create-10000", Measurement.Median(created.Skip(1)), "s", Target: Target.AtMost(1)),
            new Row("destroy-10000", Measurement.Median(destroyed.Skip(1)), "s"),
        ];
    }
}
