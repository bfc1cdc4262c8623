using System.Diagnostics;
using System.Net;
using Vimage.Bench.Harness;
using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>
/// Ten thousand vnets in a ring, each with addresses of both families on both of its links; each asks its neighbour for an echo of either
/// family once a second of virtual time. What counts is how much faster than real time that goes, and that all are answered.
/// </summary>
internal static class DualStackPings
{
    private const int Count = 10_000;
    private const int Seconds = 10;
    private const int Kilobyte = 1024;

    // Until no address is tentative any more; until all have found their neighbours.
    private static readonly TimeSpan s_detection = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan s_before = TimeSpan.FromSeconds(5);

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet above = Vnet.Root.CreateChild("ring", new VnetOptions { ChildrenMax = Count });
        VirtualTimeProvider time = new();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Vnet[] vnets = above.Run(() => CreateRing(time));
        time.Advance(s_detection);

        // Not all in the same instant.
        PingingHost[] hosts = [.. vnets.Select((vnet, i) => new PingingHost(vnet, Address(i, 2), Address6(i, 2), time, TimeSpan.FromMilliseconds(i % 1000)))];
        time.Advance(s_before);
        double bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        double[] rates = new double[Math.Max(1, effort.SlowestRounds)];
        for (int round = 0; round < rates.Length; round++)
        {
            long answered = hosts.Sum(static host => host.Answered);
            long start = Stopwatch.GetTimestamp();
            time.Advance(TimeSpan.FromSeconds(Seconds));
            rates[round] = Seconds / Stopwatch.GetElapsedTime(start).TotalSeconds;
            ThrowUnlessAnswered(hosts.Sum(static host => host.Answered) - answered);
        }

        Array.ForEach(hosts, static host => host.Dispose());
        _ = above.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result;
        return
        [
            new Row("pings-10000-dual-stack", Measurement.Median(rates), "s of virtual time/s", Target: Target.AtLeast(1)),
            new Row("pings-10000-dual-stack-memory", bytes / Count / Kilobyte, "KB"),
        ];
    }

    private static Vnet[] CreateRing(VirtualTimeProvider time)
    {
        Netisr.Current = new Netisr(time, seed: 1) { AllowSynchronousContinuations = true };
        Vnet[] vnets = [.. Enumerable.Range(0, Count).Select(static i => Vnet.Current.CreateChild("host" + i))];
        for (int i = 0; i < Count; i++)
        {
            (Epair a, Epair b) = Epair.Create();
            a.MoveTo(vnets[i]);
            b.MoveTo(vnets[(i + 1) % Count]);
            Configure(a, i, 1);
            Configure(b, i, 2);
        }

        return vnets;
    }

    private static void Configure(Epair end, int link, int host) => end.Vnet.Run(() =>
    {
        end.AddAddress(Address(link, host), 30);
        end.AddAddress(Address6(link, host), 64);
    });

    private static IPAddress Address(int link, int host) => IPAddress.Parse($"10.{link >> 14}.{(link >> 6) & 0xFF}.{((link & 0x3F) << 2) + host}");

    private static IPAddress Address6(int link, int host) => IPAddress.Parse($"2001:db8:0:{link:x}::{host}");

    // One second's may be on their way when the time is over.
    private static void ThrowUnlessAnswered(long answered)
    {
        const long Expected = 2L * Count * Seconds;
        if (answered < Expected)
        {
            throw new InvalidOperationException($"Of {Expected} echoes {answered} were answered.");
        }
    }
}
