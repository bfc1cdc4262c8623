extern alias globals;
extern alias instance;
extern alias plain;
extern alias @struct;
using System.Runtime.CompilerServices;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Access;

/// <summary>Loops over an array that use a variable for each word of it. A figure is the time for one word.</summary>
internal static class LoopAccess
{
    private const double Same = 1.10;
    private const int Words = plain::Vimage.Bench.Subjects.StaticKernels.Words;

    private static readonly int[] s_words = [.. Enumerable.Range(0, Words).Select(static i => i * 2654435)];

    internal static IEnumerable<Row> Run(Effort effort)
    {
        using Peers peers = new();
        Vnet vnet = Vnet.Root.CreateChild("loop");
        Outcome outcome;
        using (vnet.EnterSync())
        {
            outcome = new Contest(effort.Rounds)
                .Add("read-loop-plain", plain::Vimage.Bench.Subjects.StaticKernels.ReadLoop, Words)
                .Add("read-loop-globals", globals::Vimage.Bench.Subjects.StaticKernels.ReadLoop, Words)
                .Add("read-loop-struct", @struct::Vimage.Bench.Subjects.StaticKernels.ReadLoop, Words)
                .Add("read-loop-instance-view", instance::Vimage.Bench.Subjects.ViewKernels.ReadLoop, Words)
                .Add("read-loop-instance", instance::Vimage.Bench.Subjects.StaticKernels.ReadLoop, Words)
                .Add("update-loop-plain", plain::Vimage.Bench.Subjects.StaticKernels.UpdateLoop, Words)
                .Add("update-loop-globals", globals::Vimage.Bench.Subjects.StaticKernels.UpdateLoop, Words)
                .Add("update-loop-struct", @struct::Vimage.Bench.Subjects.StaticKernels.UpdateLoop, Words)
                .Add("update-loop-instance-view", instance::Vimage.Bench.Subjects.ViewKernels.UpdateLoop, Words)
                .Add("update-loop-instance", instance::Vimage.Bench.Subjects.StaticKernels.UpdateLoop, Words)
                .Add("update-loop-thread-static", times => OverWords(times, Peers.UpdateThreadStatic), Words)
                .Add("update-loop-async-local", times => OverWords(times, Peers.UpdateAsyncLocal), Words)
                .Add("update-loop-di-scoped", times => OverWords(times, peers.UpdateScoped), Words)
                .Run();
        }

        _ = vnet.DestroyAsync().AsTask().Result;
        return
        [
            outcome.Time("read-loop-plain"),
            outcome.Time("read-loop-globals", "read-loop-plain"),
            outcome.Time("read-loop-struct", "read-loop-plain", Target.AtMost(Same)),
            outcome.Time("read-loop-instance-view", "read-loop-plain", Target.AtMost(Same)),
            outcome.Time("read-loop-instance", "read-loop-plain"),
            outcome.Time("update-loop-plain"),
            outcome.Time("update-loop-globals", "update-loop-plain"),
            outcome.Time("update-loop-struct", "update-loop-plain", Target.AtMost(Same)),
            outcome.Time("update-loop-instance-view", "update-loop-plain", Target.AtMost(Same)),
            outcome.Time("update-loop-instance", "update-loop-plain"),
            outcome.Time("update-loop-thread-static", "update-loop-plain"),
            outcome.Time("update-loop-async-local", "update-loop-plain"),
            outcome.Time("update-loop-di-scoped", "update-loop-plain"),
        ];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OverWords(int times, Func<int[], int> kernel)
    {
        int sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum ^= kernel(s_words);
        }

        return sum;
    }
}
