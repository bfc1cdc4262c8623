extern alias globals;
extern alias instance;
extern alias plain;
extern alias @struct;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Access;

/// <summary>One read of one variable in a call that is not inlined: the call is part of every figure.</summary>
internal static class SingleAccess
{
    private const int Reads = plain::Vimage.Bench.Subjects.StaticKernels.Reads;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using Peers peers = new();
        Vnet vnet = Vnet.Root.CreateChild("access");
        Outcome outcome;
        using (vnet.EnterSync())
        {
            outcome = new Contest(effort.Rounds)
                .Add("single-plain", plain::Vimage.Bench.Subjects.StaticKernels.ReadSingly, Reads)
                .Add("single-globals", globals::Vimage.Bench.Subjects.StaticKernels.ReadSingly, Reads)
                .Add("single-struct", @struct::Vimage.Bench.Subjects.StaticKernels.ReadSingly, Reads)
                .Add("single-instance", instance::Vimage.Bench.Subjects.StaticKernels.ReadSingly, Reads)
                .Add("single-instance-view", instance::Vimage.Bench.Subjects.ViewKernels.ReadSingly, Reads)
                .Add("single-thread-static", Peers.ReadThreadStatic, Reads)
                .Add("single-async-local", Peers.ReadAsyncLocal, Reads)
                .Add("single-di-scoped", peers.ReadScoped, Reads)
                .Run();
        }

        _ = vnet.DestroyAsync().AsTask().Result;
        return
        [
            outcome.Time("single-plain"),
            outcome.Time("single-globals", "single-plain"),
            outcome.Time("single-struct", "single-plain"),
            outcome.Time("single-thread-static", "single-plain"),
            outcome.Time("single-instance", "single-thread-static", Target.AtMost(1.10)),
            outcome.Time("single-instance-view", "single-thread-static"),
            outcome.Time("single-async-local", "single-instance", Target.AtLeast(1.5)),
            outcome.Time("single-di-scoped", "single-instance"),
        ];
    }
}
