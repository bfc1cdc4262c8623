using Vimage.Bench.Harness;
using Vimage.Bench.Net.Linux;
using Vimage.Net;

namespace Vimage.Bench.Net;

/// <summary>
/// A vnet with one end of a pair, from nothing until both are gone; and a namespace of the kernel with one end of a pair of veth.
/// </summary>
internal static class CreateDestroy
{
    private const string Own = "create-destroy-vnet";
    private const string Kernel = "create-destroy-namespace";

    private static readonly Target s_target = Target.AtLeast(300);

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet above = Vnet.Root.CreateChild("lifecycle", new VnetOptions { ChildrenMax = 1 });
        above.Run(static () => Netisr.Current = new Netisr(seed: 1));
        Contest contest = new Contest(effort.SlowRounds).Add(Own, times => above.Run(() => Live(times)));
        string? why = NetworkNamespace.WhyNot();
        Outcome outcome = why is null ? MeasureBoth(contest) : contest.Run();
        _ = above.DestroyAsync().AsTask().Result;
        Row own = outcome.Time(Own, target: Target.AtMost(50), unit: "us");
        return why is null
            ? [own, outcome.Bytes(Own), outcome.Time(Kernel, Own, s_target, "us")]
            : [own, outcome.Bytes(Own), Missing.Peer(Kernel, why).Without(Own, s_target)];
    }

    private static Outcome MeasureBoth(Contest contest)
    {
        using NetworkNamespace host = new();
        return host.Run(() =>
        {
            using NamespaceMaker maker = new();
            return contest.AddSlow(Kernel, maker.Live).Run();
        });
    }

    private static int Live(int times)
    {
        for (int i = 0; i < times; i++)
        {
            IdleVnet.Destroy(IdleVnet.Create("one"));
        }

        return times;
    }
}
