extern alias globals;
extern alias instance;
extern alias plain;
extern alias @struct;
using System.Runtime.CompilerServices;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Access;

/// <summary>Loops over an array that use a variable for each word of it. A figure is the time for one word.</summary>
/// <remarks>
/// The counting loop is the worst case we know: one and a half cycles a word, of which any instruction more is a large part.
/// A loop over a field of an ordinary object has the same figures. It has no target and is here to be seen.
/// </remarks>
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
                .Add("hash-loop-plain", plain::Vimage.Bench.Subjects.StaticKernels.HashLoop, Words)
                .Add("hash-loop-globals", globals::Vimage.Bench.Subjects.StaticKernels.HashLoop, Words)
                .Add("hash-loop-struct", @struct::Vimage.Bench.Subjects.StaticKernels.HashLoop, Words)
                .Add("hash-loop-instance-view", instance::Vimage.Bench.Subjects.ViewKernels.HashLoop, Words)
                .Add("hash-loop-instance", instance::Vimage.Bench.Subjects.StaticKernels.HashLoop, Words)
                .Add("count-loop-plain", plain::Vimage.Bench.Subjects.StaticKernels.CountLoop, Words)
                .Add("count-loop-globals", globals::Vimage.Bench.Subjects.StaticKernels.CountLoop, Words)
                .Add("count-loop-struct", @struct::Vimage.Bench.Subjects.StaticKernels.CountLoop, Words)
                .Add("count-loop-instance-view", instance::Vimage.Bench.Subjects.ViewKernels.CountLoop, Words)
                .Add("count-loop-instance", instance::Vimage.Bench.Subjects.StaticKernels.CountLoop, Words)
                .Add("hash-loop-thread-static", times => OverWords(times, Peers.HashThreadStatic), Words)
                .Add("hash-loop-async-local", times => OverWords(times, Peers.HashAsyncLocal), Words)
                .Add("hash-loop-di-scoped", times => OverWords(times, peers.HashScoped), Words)
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
            outcome.Time("hash-loop-plain"),
            outcome.Time("hash-loop-globals", "hash-loop-plain"),
            outcome.Time("hash-loop-struct", "hash-loop-plain", Target.AtMost(Same)),
            outcome.Time("hash-loop-instance-view", "hash-loop-plain", Target.AtMost(Same)),
            outcome.Time("hash-loop-instance", "hash-loop-plain"),
            outcome.Time("hash-loop-thread-static", "hash-loop-plain"),
            outcome.Time("hash-loop-async-local", "hash-loop-plain"),
            outcome.Time("hash-loop-di-scoped", "hash-loop-plain"),
            outcome.Time("count-loop-plain"),
            outcome.Time("count-loop-globals", "count-loop-plain"),
            outcome.Time("count-loop-struct", "count-loop-plain"),
            outcome.Time("count-loop-instance-view", "count-loop-plain"),
            outcome.Time("count-loop-instance", "count-loop-plain"),
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
