using System.Runtime.CompilerServices;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Lifecycle;

/// <summary>
/// Entering and leaving with a scope that flows, beside one write of an <see cref="AsyncLocal{T}"/> that holds a value before and
/// after; and beside what comes nearest by hand, setting one and clearing it.
/// </summary>
internal static class FlowingScopes
{
    private static readonly AsyncLocal<Vnet?> s_plain = new();

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet vnet = Vnet.Root.CreateChild("scopes");
        Outcome outcome = new Contest(effort.Rounds)
            .Add("async-local-write", times => Repeat(times, vnet, Write))
            .Add("async-local-set-and-clear", times => Repeat(times, vnet, SetAndClear))
            .Add("enter-exit-flowing", times => Repeat(times, vnet, EnterAndLeave))
            .Add("enter-exit-when-current", times => vnet.Run(() => Repeat(times, vnet, EnterAndLeave)))
            .Run();
        _ = vnet.DestroyAsync().AsTask().Result;
        return
        [
            outcome.Time("async-local-write"),
            outcome.Time("async-local-set-and-clear", "async-local-write"),
            outcome.Time("enter-exit-flowing", "async-local-write", Target.AtMost(2)),
            outcome.Time("enter-exit-when-current", "async-local-write"),

            // What entering around the whole batch allocates is the only thing left.
            new Row("enter-exit-when-current-bytes", Math.Floor(outcome["enter-exit-when-current"].Bytes), "B", Target: Target.AtMost(0)),
        ];
    }

    private static int Repeat(int times, Vnet vnet, Action<Vnet, int> operation)
    {
        for (int i = 0; i < times; i++)
        {
            operation(vnet, i);
        }

        return times;
    }

    // A different value each time: the same one again would be no write.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Write(Vnet vnet, int index) => s_plain.Value = (index & 1) == 0 ? vnet : Vnet.Root;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SetAndClear(Vnet vnet, int index)
    {
        s_plain.Value = vnet;
        s_plain.Value = null;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void EnterAndLeave(Vnet vnet, int index)
    {
        using (vnet.Enter())
        {
        }
    }
}
