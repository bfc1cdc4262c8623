extern alias netinstance;
using System.Diagnostics;
using Vimage.Bench.Harness;
using Vimage.Bench.Net.Linux;
using Router = netinstance::Vimage.Bench.Subjects.Router;

namespace Vimage.Bench.Net;

/// <summary>
/// A router between two others: a vnet with pairs of interfaces, and a namespace of the kernel with pairs of veth. Both are fed
/// in place, so that no sender is measured, and both deliver over the second pair to where the frame is dropped.
/// </summary>
internal static class Forwarding
{
    private const string Own = "forward-vnet";
    private const string Kernel = "forward-kernel";

    // Less than a scheduler's time slice for ours. The kernel's own clock leaves out what others take, tells whole nanoseconds for
    // each packet, and takes a while to begin.
    private const int Packets = 10_000;
    private const int KernelPackets = 100_000;

    private static readonly Target s_target = Target.AtLeast(3);

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet vnet = Vnet.Root.CreateChild("forwarding", new VnetOptions { ChildrenMax = 2 });
        Router router = vnet.Run(Router.CreateBetween);
        Outcome outcome = NetworkNamespace.WhyNot() is null ? MeasureBoth(router, effort) : MeasureOwn(router, effort);
        _ = vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().Result;
        return
        [
            .. NetworkNamespace.WhyNot() is { } why
                ? (Row[])[Missing.Peer(Kernel, why), outcome.Rate(Own).Without(Kernel, s_target)]
                : [outcome.Rate(Kernel), outcome.Rate(Own, Kernel, s_target)],
            outcome.Bytes(Own, Target.AtMost(0)),
        ];
    }

    private static Outcome MeasureOwn(Router router, Effort effort) =>
        new Contest(effort.SlowRounds).Add(Own, times => router.Forward(times * Router.Burst), Router.Burst).Run();

    private static Outcome MeasureBoth(Router router, Effort effort)
    {
        using KernelRouter kernel = new();
        return kernel.Run(Router.FrameTo(KernelRouter.InsideAddress), injector =>
        {
            Warmup.Run([() => router.Forward(Router.Burst), () => injector.Inject(KernelPackets)]);
            double[] own = new double[effort.SlowRounds];
            double[] peer = new double[effort.SlowRounds];
            long forwarded = KernelRouter.CountForwarded();
            long bytes = GC.GetAllocatedBytesForCurrentThread();
            for (int round = 0; round < own.Length; round++)
            {
                long start = Stopwatch.GetTimestamp();
                int packets = router.Forward(Packets);
                own[round] = Stopwatch.GetElapsedTime(start).TotalNanoseconds / packets;
                peer[round] = injector.Inject(KernelPackets);
            }

            bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
            ThrowUnlessForwarded(KernelRouter.CountForwarded() - forwarded, (long)KernelPackets * own.Length);
            return new Outcome([new Measurement(Own, own, (double)bytes / Packets / own.Length), new Measurement(Kernel, peer, 0)]);
        });
    }

    private static void ThrowUnlessForwarded(long forwarded, long sent)
    {
        if (forwarded < sent)
        {
            throw new InvalidOperationException($"Of {sent} packets the kernel has forwarded {forwarded}.");
        }
    }
}
