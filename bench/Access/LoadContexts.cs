using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Vimage.Bench.Access;

/// <summary>What isolates an instance of an assembly's statics without Vimage: a copy of the assembly.</summary>
internal sealed class LoadContexts(string assembly)
{
    private const int MaxCollections = 100;

    internal int LiveAndUnload()
    {
        int modules = Live(out WeakReference context);
        return context.IsAlive ? modules : -modules;
    }

    /// <summary>As <see cref="LiveAndUnload"/>, and until the memory is free again.</summary>
    internal int LiveUntilCollected()
    {
        int modules = Live(out WeakReference context);
        for (int i = 0; context.IsAlive; i++)
        {
            if (i == MaxCollections)
            {
                throw new InvalidOperationException("The load context was not collected.");
            }

            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return modules;
    }

    // Not inlined: a local of the caller's would keep the context alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Live(out WeakReference weak)
    {
        AssemblyLoadContext context = new("lifecycle", isCollectible: true);
        Func<int> touch = context.LoadFromAssemblyPath(assembly)
            .GetType("Vimage.Bench.Subjects.Stack", throwOnError: true)!
            .GetMethod("Touch")!
            .CreateDelegate<Func<int>>();
        int modules = touch();
        context.Unload();
        weak = new WeakReference(context);
        return modules;
    }
}
