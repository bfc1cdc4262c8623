extern alias instance;
using Vimage.Bench.Harness;
using Stack = instance::Vimage.Bench.Subjects.Stack;

namespace Vimage.Bench.Lifecycle;

/// <summary>A vnet of ten modules from nothing until it is gone, among few others and among a hundred thousand.</summary>
internal static class CreateDestroy
{
    private const int Few = 10;
    private const int Many = 100_000;

    internal static IEnumerable<Row> Run(Effort effort)
    {
        Vnet[] few = Create("few", Few);
        Outcome amongFew = Measure("create-destroy", effort);
        Vnet[] many = Create("many", Many - Few);
        Outcome amongMany = Measure("create-destroy-among-100000", effort);
        foreach (Vnet vnet in few.Concat(many))
        {
            _ = vnet.DestroyAsync().AsTask().Result;
        }

        Measurement base10 = amongFew["create-destroy"];
        Measurement base100000 = amongMany["create-destroy-among-100000"];
        return
        [
            amongFew.Time("create-destroy", target: Target.AtMost(3), unit: "us"),
            amongFew.Bytes("create-destroy"),
            new Row(
                "create-destroy-among-100000",
                base100000.Nanoseconds / 1e3,
                "us",
                "create-destroy",
                base100000.Nanoseconds / base10.Nanoseconds,
                Target.AtMost(2)),
        ];
    }

    // Both on a heap at rest: what others cost is to live, and not that the collector still has to promote them, by one generation
    // each time.
    private static Outcome Measure(string id, Effort effort)
    {
        GC.Collect();
        GC.Collect();
        return new Contest(effort.Rounds).Add(id, Live).Run();
    }

    internal static int Live(int times)
    {
        int modules = 0;
        for (int i = 0; i < times; i++)
        {
            Vnet vnet = Vnet.Root.CreateChild("one");
            using (vnet.EnterSync())
            {
                modules += Stack.Touch();
            }

            if (!vnet.DestroyAsync().AsTask().Result.IsClean)
            {
                throw new InvalidOperationException("The vnet was not torn down cleanly.");
            }
        }

        return modules == times * Stack.ModuleCount
            ? modules
            : throw new InvalidOperationException("A new vnet did not begin with the state of a new vnet.");
    }

    private static Vnet[] Create(string prefix, int count)
    {
        Vnet[] vnets = new Vnet[count];
        for (int i = 0; i < count; i++)
        {
            vnets[i] = Vnet.Root.CreateChild(prefix + i);
            using (vnets[i].EnterSync())
            {
                _ = Stack.Touch();
            }
        }

        return vnets;
    }
}
