using Vimage.CompilerServices;

namespace Vimage;

/// <summary>The modules of the process, and the vnets that one which arrives or leaves has to be attached to or detached from.</summary>
internal static partial class ModuleRegistry
{
    private static readonly object s_gate = new();
    private static readonly SlotTable s_slots = new();
    private static readonly VnetList s_vnets = new(Vnet.Root);

    // In the order in which their dependencies were all there: a topological order.
    private static readonly List<VnetModule> s_registered = [];
    private static readonly List<VnetModule> s_pending = [];
    private static InitPlan.Step[]? s_plan;

    /// <summary>Gets the registered modules, each after those that it depends on: a snapshot.</summary>
    internal static VnetModule[] Registered
    {
        get
        {
            lock (s_gate)
            {
                return [.. s_registered];
            }
        }
    }

    /// <summary>Gets the modules that wait for one that they depend on: a snapshot.</summary>
    internal static VnetModule[] Pending
    {
        get
        {
            lock (s_gate)
            {
                return [.. s_pending];
            }
        }
    }

    /// <summary>Gets the number of slots that were ever in use at one time.</summary>
    internal static int SlotsUsed
    {
        get
        {
            lock (s_gate)
            {
                return s_slots.Used;
            }
        }
    }

    internal static int TakeSlot(VnetModule module)
    {
        lock (s_gate)
        {
            return s_slots.Take(module);
        }
    }

    /// <summary>Returns the module that took a slot.</summary>
    internal static VnetModule At(int slot) => s_slots.At(slot);

    /// <summary>
    /// Makes a module known. When all that it depends on is there it is attached to every vnet, those under construction
    /// included, and then those that have waited for it are; otherwise it waits itself.
    /// </summary>
    /// <returns>Whether the module was not yet registered.</returns>
    internal static bool TryRegister(VnetModule module)
    {
        ContextWatch.Begin(module);
        Admission admission;
        lock (s_gate)
        {
            if (module.Stage is not (ModuleStage.New or ModuleStage.Left))
            {
                return false;
            }

            Layouts.Check(module);
            admission = AdmitOrKeep(module);
        }

        Attach(admission);
        return true;
    }

    /// <summary>Makes a module known whose name no other module written by hand may have.</summary>
    /// <exception cref="VnetModuleExistsException">One has it.</exception>
    internal static void RegisterUnique(HandwrittenModule module)
    {
        ContextWatch.Begin(module);
        Admission admission;
        lock (s_gate)
        {
            if (s_registered.Concat(s_pending).Any(each => each is HandwrittenModule && each.Name == module.Name))
            {
                throw new VnetModuleExistsException(module.Name);
            }

            admission = AdmitOrKeep(module);
        }

        Attach(admission);
    }

    /// <summary>
    /// Makes a vnet that is being set up known, unless it is, and returns what it has to run. A module that arrives later, or
    /// leaves, finds it.
    /// </summary>
    internal static InitPlan.Step[] Enlist(Vnet vnet)
    {
        lock (s_gate)
        {
            s_vnets.Add(vnet);
            return s_plan ??= InitPlan.Of(s_registered);
        }
    }

    /// <summary>Forgets a vnet that is gone.</summary>
    internal static void Delist(Vnet vnet)
    {
        lock (s_gate)
        {
            s_vnets.Remove(vnet);
        }
    }

    /// <summary>Finds the modules that <paramref name="module"/>, which is registered, depends on.</summary>
    internal static List<VnetModule> DependenciesOf(VnetModule module)
    {
        lock (s_gate)
        {
            return [.. module.DependsOn.Where(name => name != module.Name).Select(name => Find(name, module)).OfType<VnetModule>()];
        }
    }

    // One after the other until none can be admitted any more: each may be what another has waited for.
    private static void Attach(Admission admission)
    {
        ModuleLoading.Enter();
        try
        {
            for (; admission.Module is { } module; admission = AdmitNext())
            {
                VnetEventSource.Log.ModuleRegistered(module.Name, module.Slot);
                foreach (Vnet vnet in admission.Vnets)
                {
                    vnet.AttachArrived(module);
                }
            }
        }
        finally
        {
            ModuleLoading.Exit();
        }
    }

    // The gate is held, and is until the module has come as far as it can: whoever uses it meanwhile on another thread looks at
    // its stage without the gate, and must not take it for one that lacks something.
    private static Admission AdmitOrKeep(VnetModule module)
    {
        if (MissingFor(module) is null)
        {
            return Admit(module);
        }

        module.Stage = ModuleStage.Pending;
        s_pending.Add(module);
        return default;
    }

    private static Admission AdmitNext()
    {
        lock (s_gate)
        {
            return s_pending.Find(static each => MissingFor(each) is null) is { } module ? Admit(module) : default;
        }
    }

    // The gate is held.
    private static Admission Admit(VnetModule module)
    {
        s_pending.Remove(module);
        s_registered.Add(module);
        s_plan = null;
        module.Stage = ModuleStage.Registered;
        return new Admission(module, module.IsEager ? s_vnets.ToArray() : []);
    }

    // The gate is held. A module that names itself depends on nothing (FreeBSD: dependson == own id).
    private static string? MissingFor(VnetModule module) =>
        module.DependsOn.FirstOrDefault(name => name != module.Name && Find(name, module) is null);

    // The gate is held. Where several have the name, as in load contexts that hold the same program, the nearest is meant.
    private static VnetModule? Find(string name, VnetModule near)
    {
        VnetModule? found = null;
        foreach (VnetModule each in s_registered)
        {
            if (each.Name == name && (found is null || each.IsNearerTo(near, found)))
            {
                found = each;
            }
        }

        return found;
    }

    /// <summary>A module that has been admitted, if one has, and the vnets that it is to be attached to.</summary>
    private readonly record struct Admission(VnetModule? Module, Vnet[] Vnets);
}
