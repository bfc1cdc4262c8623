extern alias netinstance;
using System.Text;
using Vimage.Bench.Harness;
using Vimage.Net;
using Router = netinstance::Vimage.Bench.Subjects.Router;

namespace Vimage.Bench.Net;

/// <summary>
/// Forwarding through a packet filter with a thousand rules, the packets being of a flow that it knows in both directions; beside
/// forwarding without a filter. Each packet passes the filter twice: where it comes in, and where it leaves.
/// </summary>
internal static class Filtering
{
    private const string Without = "forward-unfiltered";
    private const string With = "forward-1000-rules";
    private const int Rules = 1000;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        (Vnet open, Vnet filtered) = (Vnet.Root.CreateChild("open"), Vnet.Root.CreateChild("filtered"));
        Router router = open.Run(Router.Create);
        Router filter = filtered.Run(CreateFiltered);
        Contest contest = new Contest(effort.Rounds)
            .Add(Without, times => router.Forward(times * Router.Burst), Router.Burst)
            .Add(With, times => filter.Forward(times * Router.Burst), Router.Burst);
        _ = contest.Run();
        Outcome outcome = contest.Run();
        filtered.Run(ThrowUnlessByState);
        _ = open.DestroyAsync().AsTask().Result;
        _ = filtered.DestroyAsync().AsTask().Result;
        return [outcome.Rate(Without), outcome.Rate(With, Without, Target.AtLeast(0.8)), outcome.Bytes(With, Target.AtMost(0))];
    }

    private static Router CreateFiltered()
    {
        Router router = Router.Create();
        StringBuilder rules = new("block all\n");
        for (int i = 0; i < Rules - 2; i++)
        {
            rules.Append("block proto udp from 10.1.0.0/24 to any port ").Append(1000 + i).Append('\n');
        }

        Pf.Load(rules.Append("pass proto udp from 10.1.0.0/24 to any port 9\n").ToString());
        _ = router.Forward(Router.Burst);
        router.Answer();
        return router;
    }

    // Otherwise it was the rules that were measured.
    private static void ThrowUnlessByState()
    {
        long flows = Pf.States.Count(static each => each.Phase == PfPhase.Established);
        if (Pf.Rules.Count != Rules || flows != 2 || Pf.Statistics.StateMatches < Pf.Statistics.StateSearches - 2)
        {
            throw new InvalidOperationException($"{flows} flows; {Pf.Statistics.StateMatches} of {Pf.Statistics.StateSearches} packets were of one.");
        }
    }
}
