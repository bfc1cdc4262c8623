extern alias netinstance;
using System.Diagnostics;
using Vimage.Bench.Harness;
using Vimage.Net;
using Router = netinstance::Vimage.Bench.Subjects.Router;

namespace Vimage.Bench.Net;

/// <summary>
/// A router whose tables are flooded, each frame wanting a place of its own: what its neighbours still get through it, beside one that
/// nobody floods; and what it holds after a million of them. The time of the flood itself is a row of its own: on one core it would
/// come out of everybody's.
/// </summary>
internal static class Floods
{
    private const int Packets = 10_000;
    private const int Frames = 10_000;
    private const int Many = 1_000_000;
    private const double Megabyte = 1 << 20;

    private static readonly string[] s_floods = ["arp", "nd", "fragments", "fragments6", "states", "groups"];

    internal static IEnumerable<Row> Run(Effort effort) => s_floods.SelectMany(flood => Run(effort, flood));

    private static IEnumerable<Row> Run(Effort effort, string flood)
    {
        (Vnet quiet, Vnet flooded) = (Vnet.Root.CreateChild("quiet"), Vnet.Root.CreateChild("flooded"));
        Router peer = quiet.Run(() => Create(flood));
        Router router = flooded.Run(() => Create(flood));
        (string without, string with, string frame) = ($"forward-beside-no-{flood}", $"forward-beside-{flood}-flood", $"flood-{flood}");
        _ = router.Forward(Router.Burst);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Warmup.Run([() => peer.Forward(Router.Burst), () => router.Forward(Router.Burst), () => router.Flood(flood, Router.Burst)]);
        double[][] times = [new double[effort.SlowRounds], new double[effort.SlowRounds], new double[effort.SlowRounds]];
        for (int round = 0; round < effort.SlowRounds; round++)
        {
            times[2][round] = Time(() => router.Flood(flood, Frames)) / Frames;
            times[0][round] = Time(() => peer.Forward(Packets)) / Packets;
            times[1][round] = Time(() => router.Forward(Packets)) / Packets;
        }

        Outcome outcome = new([new(without, times[0], 0), new(with, times[1], 0), new(frame, times[2], 0)]);
        router.Flood(flood, Many);
        double held = Math.Max(0, GC.GetTotalMemory(forceFullCollection: true) - before) / Megabyte;
        _ = quiet.DestroyAsync().AsTask().Result;
        _ = flooded.DestroyAsync().AsTask().Result;
        return
        [
            outcome.Rate(without),
            outcome.Rate(with, without, Target.AtLeast(0.9)),
            outcome.Time(frame),
            new Row($"flood-{flood}-held", held, "MB", Target: Target.AtMost(32)),
        ];
    }

    private static Router Create(string flood)
    {
        Router router = Router.CreateDualStack();
        if (flood == "states")
        {
            Pf.Load("pass all");
        }

        if (flood == "groups")
        {
            // Nobody says where groups go.
            MulticastRouting.Start(static (_, _, _) => { });
        }

        return router;
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }
}
