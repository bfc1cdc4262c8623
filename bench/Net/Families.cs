extern alias netinstance;
using Vimage.Bench.Harness;
using Vimage.Bench.Net.Streams;
using Router = netinstance::Vimage.Bench.Subjects.Router;

namespace Vimage.Bench.Net;

/// <summary>What IPv6 costs more than IPv4: forwarding the shortest frames, and a connection between two vnets.</summary>
internal static class Families
{
    private const long Bytes = 256L << 20;

    private static readonly Target s_target = Target.AtLeast(0.9);

    internal static IEnumerable<Row> Forward(Effort effort)
    {
        (Vnet ipv4, Vnet ipv6) = (Vnet.Root.CreateChild("ipv4"), Vnet.Root.CreateChild("ipv6"));
        Router router = ipv4.Run(Router.Create);
        Router router6 = ipv6.Run(Router.CreateIpv6);
        Contest contest = new Contest(effort.Rounds)
            .Add("forward-ipv4", times => router.Forward(times * Router.Burst), Router.Burst)
            .Add("forward-ipv6", times => router6.Forward(times * Router.Burst), Router.Burst);
        _ = contest.Run();
        Outcome outcome = contest.Run();
        _ = ipv4.DestroyAsync().AsTask().Result;
        _ = ipv6.DestroyAsync().AsTask().Result;
        return [outcome.Rate("forward-ipv4"), outcome.Rate("forward-ipv6", "forward-ipv4", s_target), outcome.Bytes("forward-ipv6", Target.AtMost(0))];
    }

    internal static IEnumerable<Row> Connect(Effort effort)
    {
        using VnetPair ipv4 = new();
        using VnetPair ipv6 = new(isIpv6: true);
        Outcome outcome = Rounds.Run(effort, ("tcp-bulk-ipv4", () => Move(ipv4.Host)), ("tcp-bulk-ipv6", () => Move(ipv6.Host)));
        return [outcome.Bitrate("tcp-bulk-ipv4"), outcome.Bitrate("tcp-bulk-ipv6", "tcp-bulk-ipv4", s_target)];
    }

    private static double Move(StreamHost host) => StreamContest.Use(host.Connect, static (a, b) => StreamWork.Move(a, b, Bytes));
}
