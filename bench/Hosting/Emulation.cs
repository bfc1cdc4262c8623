using System.Diagnostics;
using Emulator;
using Vimage.Bench.Harness;
using Vimage.Net.Topology;

namespace Vimage.Bench.Hosting;

/// <summary>
/// The sample's emulation: a thousand routers, each with a stack and a routing daemon of its own, from nothing until every table is
/// the shortest paths, and again after a link was cut.
/// </summary>
internal static class Emulation
{
    private const int Routers = 1_000;
    private const int Seed = 1;
    private const double Kilobyte = 1024;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        List<Figures> figures = [];
        for (int round = 0; round < effort.SlowestRounds; round++)
        {
            figures.Add(MeasureAsync().GetAwaiter().GetResult());
        }

        return
        [
            new Row("emulation-1000-converge", Median(static each => each.Converged), "s", Target: Target.AtMost(10)),
            new Row("emulation-1000-reconverge", Median(static each => each.Reconverged), "s"),
            new Row("emulation-1000-packets", Median(static each => each.Packets), "packets"),
            new Row("emulation-1000-memory", Median(static each => each.Memory / Kilobyte), "KB", Target: Target.AtMost(64)),
        ];

        double Median(Func<Figures, double> figure) => Measurement.Median(figures.Select(figure));
    }

    private static async Task<Figures> MeasureAsync()
    {
        TopologyModel model = Backbone.Create(Routers, Seed);
        Judge judge = new(model);
        Memory memory = new(Routers);
        long start = Stopwatch.GetTimestamp();
        await using Emulator.Emulation emulation = await Emulator.Emulation.StartAsync(model, judge);
        emulation.Converge();
        double converged = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ThrowUnlessRight(emulation);
        double bytes = memory.BytesForEach;
        long packets = emulation.Packets;

        start = Stopwatch.GetTimestamp();
        emulation.Cut(emulation.Topology.Links[0]);
        emulation.Converge();
        double reconverged = Stopwatch.GetElapsedTime(start).TotalSeconds;
        ThrowUnlessRight(emulation);
        return new Figures(converged, reconverged, packets, bytes);
    }

    private static void ThrowUnlessRight(Emulator.Emulation emulation)
    {
        if (emulation.FindFault() is { } fault)
        {
            throw new InvalidOperationException($"The routing tables are not the shortest paths: {fault}.");
        }
    }

    private sealed record Figures(double Converged, double Reconverged, double Packets, double Memory);
}
