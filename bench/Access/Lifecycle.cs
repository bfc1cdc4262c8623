extern alias globals;
extern alias instance;
using Vimage.Bench.Harness;
using GlobalsStack = globals::Vimage.Bench.Subjects.Stack;
using InstanceStack = instance::Vimage.Bench.Subjects.Stack;

namespace Vimage.Bench.Access;

/// <summary>
/// One instance of a program of ten modules, from nothing until it is gone: as a vnet, as a collectible load context that
/// holds the same program, as a process.
/// </summary>
internal static class Lifecycle
{
    internal static IEnumerable<Row> Run(Effort effort)
    {
        LoadContexts contexts = new(typeof(GlobalsStack).Assembly.Location);
        Outcome outcome = new Contest(effort.SlowRounds)
            .Add("lifecycle-vnet", LiveAsVnet)
            .AddSlow("lifecycle-load-context", contexts.LiveAndUnload)
            .AddSlow("lifecycle-load-context-collected", contexts.LiveUntilCollected)
            .Run();
        Outcome processes = new Contest(effort.SlowerRounds)
            .Add("lifecycle-vnet", LiveAsVnet)
            .AddSlow("lifecycle-process", () => SubjectProcess.Live(typeof(GlobalsStack).Assembly.Location))
            .Run();
        return
        [
            outcome.Time("lifecycle-vnet", unit: "us"),
            outcome.Bytes("lifecycle-vnet"),
            outcome.Time("lifecycle-load-context", "lifecycle-vnet", unit: "us"),
            outcome.Time("lifecycle-load-context-collected", "lifecycle-vnet", Target.AtLeast(1000), "us"),
            processes.Time("lifecycle-process", "lifecycle-vnet", unit: "us"),
        ];
    }

    private static int LiveAsVnet(int times)
    {
        int modules = 0;
        for (int i = 0; i < times; i++)
        {
            Vnet vnet = Vnet.Root.CreateChild("lifecycle");
            modules += vnet.Run(InstanceStack.Touch);
            if (!vnet.DestroyAsync().AsTask().Result.IsClean)
            {
                throw new InvalidOperationException("The vnet was not torn down cleanly.");
            }
        }

        return modules == times * InstanceStack.ModuleCount
            ? modules
            : throw new InvalidOperationException("A new vnet did not begin with the state of a new vnet.");
    }
}
