using System.Runtime.Loader;
using Vimage.CompilerServices;

namespace Vimage;

/// <content>Modules that leave: they are detached from every vnet, and nothing here keeps them alive.</content>
internal static partial class ModuleRegistry
{
    /// <summary>Detaches a module from every vnet and forgets it.</summary>
    /// <returns>What uninit methods have thrown.</returns>
    /// <exception cref="VnetModuleNotFoundException">It is not registered.</exception>
    /// <exception cref="VnetModuleBusyException">Registered modules depend on it.</exception>
    internal static IReadOnlyList<Exception> Deregister(VnetModule module)
    {
        lock (s_gate)
        {
            if (module.Stage is not (ModuleStage.Registered or ModuleStage.Pending))
            {
                throw new VnetModuleNotFoundException(module.Name);
            }

            List<VnetModule> dependents = DependentsOf(module);
            if (dependents.Count > 0)
            {
                throw new VnetModuleBusyException(module.Name, dependents.ConvertAll(static each => each.Name));
            }

            Leave(module);
        }

        List<Exception> failures = [];
        DetachEverywhere(module, ModuleStage.Left, context: null, failures);
        return failures;
    }

    /// <summary>
    /// Detaches the modules of a load context that is about to go, the last registered first. Modules of others that depend on
    /// them are detached before, and wait for their return.
    /// </summary>
    /// <returns>What uninit methods have thrown.</returns>
    internal static IReadOnlyList<Exception> Withdraw(AssemblyLoadContext context)
    {
        bool IsInside(VnetModule module) => ContextWatch.IsIn(module, context);
        List<Exception> failures = [];
        while (NextToWithdraw(IsInside) is { } module)
        {
            DetachEverywhere(module, IsInside(module) ? ModuleStage.Left : ModuleStage.Pending, context, failures);
        }

        lock (s_gate)
        {
            s_pending.RemoveAll(module =>
            {
                bool leaves = IsInside(module);
                module.Stage = leaves ? ModuleStage.Left : module.Stage;
                return leaves;
            });
        }

        return failures;
    }

    /// <summary>Returns the registered modules outside a group that depend on one inside.</summary>
    internal static List<(VnetModule Dependent, VnetModule On)> OutsidersOn(Func<VnetModule, bool> which)
    {
        lock (s_gate)
        {
            return
            [
                .. s_registered.Where(which).SelectMany(
                    static on => DependentsOf(on).Select(dependent => (dependent, on))).Where(pair => !which(pair.dependent)),
            ];
        }
    }

    private static VnetModule? NextToWithdraw(Func<VnetModule, bool> which)
    {
        lock (s_gate)
        {
            VnetModule? module = s_registered.FindLast(each => which(each));
            if (module is null)
            {
                return null;
            }

            while (DependentsOf(module) is { Count: > 0 } dependents)
            {
                module = dependents[^1];
            }

            Leave(module);
            return module;
        }
    }

    // The gate is held. From here on no vnet attaches the module; those that are about to are seen by whoever detaches it.
    private static void Leave(VnetModule module)
    {
        s_registered.Remove(module);
        s_pending.Remove(module);
        s_plan = null;
        module.Stage = ModuleStage.Leaving;
    }

    private static void DetachEverywhere(
        VnetModule module, ModuleStage then, AssemblyLoadContext? context, List<Exception> failures)
    {
        Vnet[] vnets;
        lock (s_gate)
        {
            vnets = s_vnets.ToArray();
        }

        foreach (Vnet vnet in vnets)
        {
            vnet.DetachLeft(module, context, failures);
        }

        lock (s_gate)
        {
            module.Stage = then;
            if (then == ModuleStage.Pending)
            {
                s_pending.Add(module);
            }
        }

        VnetEventSource.Log.ModuleDeregistered(module.Name, module.Slot);
    }

    // The gate is held.
    private static List<VnetModule> DependentsOf(VnetModule module) => s_registered.FindAll(each =>
        !ReferenceEquals(each, module)
        && each.DependsOn.Contains(module.Name)
        && ReferenceEquals(Find(module.Name, each), module));
}
