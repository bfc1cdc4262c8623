using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Vimage.CompilerServices;

namespace Vimage;

/// <summary>Withdraws the modules of a collectible load context when that is unloaded, so that it can be collected.</summary>
internal static class ContextWatch
{
    // Weak in both directions: it must not keep a context, nor anything in it, alive.
    private static readonly ConditionalWeakTable<AssemblyLoadContext, object> s_watched = [];

    /// <summary>Begins to watch the contexts that a module's code comes from, before the module is known.</summary>
    internal static void Begin(VnetModule module)
    {
        if (!module.ModuleType.IsCollectible)
        {
            return;
        }

        foreach (AssemblyLoadContext context in ContextsOf(module.ModuleType))
        {
            if (context.IsCollectible && s_watched.TryAdd(context, s_watched))
            {
                context.Unloading += static unloading => Withdraw(unloading);
            }
        }
    }

    /// <summary>Detaches everything whose code is in a context from every vnet.</summary>
    /// <returns>What uninit methods have thrown.</returns>
    internal static IReadOnlyList<Exception> Withdraw(AssemblyLoadContext context)
    {
        IReadOnlyList<Exception> failures = ModuleRegistry.Withdraw(context);
        foreach (Vnet vnet in Vnet.All)
        {
            vnet.DisownCodeOf(context);
        }

        return failures;
    }

    internal static bool IsIn(VnetModule module, AssemblyLoadContext context) =>
        module.ModuleType.IsCollectible && ContextsOf(module.ModuleType).Contains(context);

    // A generic type of one context over a type of another is in both.
    private static IEnumerable<AssemblyLoadContext> ContextsOf(Type type)
    {
        if (AssemblyLoadContext.GetLoadContext(type.Assembly) is { } own)
        {
            yield return own;
        }

        foreach (AssemblyLoadContext context in type.GenericTypeArguments.SelectMany(ContextsOf))
        {
            yield return context;
        }
    }
}
