extern alias netglobals;
extern alias netinstance;
using Vimage.Bench.Harness;
using GlobalsRouter = netglobals::Vimage.Bench.Subjects.Router;
using InstanceRouter = netinstance::Vimage.Bench.Subjects.Router;

namespace Vimage.Bench.Net;

/// <summary>What virtualisation costs a packet: forwarding by the stack as it is shipped, beside the same source compiled out.</summary>
internal static class Modes
{
    internal static IEnumerable<Row> Run(Effort effort)
    {
        GlobalsRouter globals = GlobalsRouter.Create();
        Vnet vnet = Vnet.Root.CreateChild("modes");
        InstanceRouter instance = vnet.Run(InstanceRouter.Create);
        Outcome outcome = new Contest(effort.Rounds)
            .Add("forward-globals", times => globals.Forward(times * GlobalsRouter.Burst), GlobalsRouter.Burst)
            .Add("forward-instance", times => instance.Forward(times * InstanceRouter.Burst), InstanceRouter.Burst)
            .Run();
        _ = vnet.DestroyAsync().AsTask().Result;
        return
        [
            outcome.Rate("forward-globals"),
            outcome.Rate("forward-instance", "forward-globals", Target.AtLeast(0.9)),
        ];
    }
}
