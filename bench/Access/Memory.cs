extern alias instance;
using System.Reflection;
using Vimage.Bench.Harness;
using Vimage.CompilerServices;
using Stack = instance::Vimage.Bench.Subjects.Stack;

namespace Vimage.Bench.Access;

/// <summary>What a live vnet holds on to: by itself, and with ten modules in use.</summary>
internal static class Memory
{
    private const int Kilobyte = 1024;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        int count = effort.IsShort ? 2_000 : 20_000;
        double bare = PerVnet(count, static () => { });
        double used = PerVnet(count, static () => Stack.Touch());
        double state = BytesOfStates();
        return
        [
            new Row("memory-vnet-bare", bare, "B"),
            new Row("memory-vnet-10-modules", used, "B"),
            new Row("memory-state-10-modules", state, "B"),
            new Row("memory-vnet-besides-state", used - state, "B", Target: Target.AtMost(2 * Kilobyte)),
        ];
    }

    private static double PerVnet(int count, Action use)
    {
        // Once before: what is made once for all vnets is not a vnet's.
        Destroy(Create("memory", 1, use));
        long before = GC.GetTotalMemory(forceFullCollection: true);
        Vnet[] vnets = Create("memory", count, use);
        long after = GC.GetTotalMemory(forceFullCollection: true);
        Destroy(vnets);
        return (double)(after - before) / count;
    }

    private static Vnet[] Create(string prefix, int count, Action use)
    {
        Vnet[] vnets = new Vnet[count];
        for (int i = 0; i < count; i++)
        {
            vnets[i] = Vnet.Root.CreateChild(prefix + i);
            vnets[i].Run(use);
        }

        return vnets;
    }

    private static void Destroy(Vnet[] vnets)
    {
        foreach (Vnet vnet in vnets)
        {
            _ = vnet.DestroyAsync().AsTask().Result;
        }
    }

    // The state structs are private to generated code.
    private static long BytesOfStates()
    {
        Type[] states =
        [
            .. typeof(Stack).Assembly.GetTypes()
                .Select(static module => module.GetNestedType("__VnetState", BindingFlags.NonPublic))
                .OfType<Type>()
                .Where(static state => state.DeclaringType!.Name != "Counters")
                .Select(static state => typeof(VnetState<>).MakeGenericType(state)),
        ];
        if (states.Length != Stack.ModuleCount)
        {
            throw new InvalidOperationException($"Expected {Stack.ModuleCount} state structs, found {states.Length}.");
        }

        Create(states);
        long before = GC.GetAllocatedBytesForCurrentThread();
        object[] made = Create(states);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        GC.KeepAlive(made);
        return bytes;

        static object[] Create(Type[] types) => [.. types.Select(static type => Activator.CreateInstance(type)!)];
    }
}
