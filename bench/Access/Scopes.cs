using System.Runtime.CompilerServices;
using Vimage.Bench.Harness;

namespace Vimage.Bench.Access;

/// <summary>Entering a vnet and leaving it again, for this thread and for a flow of control.</summary>
internal static class Scopes
{
    private static readonly AsyncLocal<Vnet?> s_flowing = new();

    [ThreadStatic]
    private static Vnet? t_current;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet vnet = Vnet.Root.CreateChild("scopes");
        Outcome outcome = new Contest(effort.Rounds)
            .Add("write-thread-static", times => RepeatWriteThreadStatic(times, vnet))
            .Add("enter-sync", times => RepeatEnterSync(times, vnet))
            .Add("write-async-local", times => RepeatWriteAsyncLocal(times, vnet))
            .Add("enter-flowing", times => RepeatEnterFlowing(times, vnet))
            .Run();
        _ = vnet.DestroyAsync().AsTask().Result;
        return
        [
            outcome.Time("write-thread-static"),
            outcome.Time("enter-sync", "write-thread-static", Target.AtMost(10)),
            outcome.Bytes("enter-sync", Target.AtMost(0)),
            outcome.Time("write-async-local"),
            outcome.Bytes("write-async-local"),
            outcome.Time("enter-flowing", "write-async-local"),
            outcome.Bytes("enter-flowing"),
        ];
    }

    private static int RepeatWriteThreadStatic(int times, Vnet vnet)
    {
        for (int i = 0; i < times; i++)
        {
            Write(vnet);
        }

        return t_current is null ? 0 : times;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Write(Vnet vnet) => t_current = vnet;
    }

    private static int RepeatEnterSync(int times, Vnet vnet)
    {
        for (int i = 0; i < times; i++)
        {
            EnterAndLeave(vnet);
        }

        return times;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void EnterAndLeave(Vnet vnet)
        {
            using (vnet.EnterSync())
            {
            }
        }
    }

    private static int RepeatWriteAsyncLocal(int times, Vnet vnet)
    {
        for (int i = 0; i < times; i++)
        {
            // A different value each time: the same one again would be no write.
            Write((i & 1) == 0 ? vnet : null);
        }

        return times;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Write(Vnet? vnet) => s_flowing.Value = vnet;
    }

    private static int RepeatEnterFlowing(int times, Vnet vnet)
    {
        for (int i = 0; i < times; i++)
        {
            EnterAndLeave(vnet);
        }

        return times;

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void EnterAndLeave(Vnet vnet)
        {
            using (vnet.Enter())
            {
            }
        }
    }
}
