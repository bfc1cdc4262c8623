using Vimage.CompilerServices;

namespace Vimage;

/// <summary>The modules of the process, and the vnets that a newly arrived one has to be attached to.</summary>
internal static class VnetModules
{
    private static readonly object s_gate = new();
    private static readonly List<VnetModule> s_modules = [];
    private static readonly HashSet<Vnet> s_vnets = [Vnet.Root];
    private static VnetModule[] s_bySlot = new VnetModule[InlineSlots.Count];
    private static int s_slots;

    internal static int TakeSlot(VnetModule module)
    {
        lock (s_gate)
        {
            VnetModule[] modules = s_bySlot;
            if (s_slots == modules.Length)
            {
                Array.Resize(ref modules, s_slots * 2);
            }

            // Readers hold no lock: a module is in the array before the array is visible, and its slot known to nobody yet.
            modules[s_slots] = module;
            Volatile.Write(ref s_bySlot, modules);
            return s_slots++;
        }
    }

    /// <summary>Returns the module that took a slot.</summary>
    internal static VnetModule At(int slot) => Volatile.Read(ref s_bySlot)[slot];

    /// <summary>Makes a module known and attaches it to every vnet, those under construction included.</summary>
    internal static void Register(VnetModule module)
    {
        Vnet[] vnets;
        lock (s_gate)
        {
            s_modules.Add(module);
            if (!module.IsEager)
            {
                return;
            }

            vnets = [.. s_vnets];
        }

        foreach (Vnet vnet in vnets)
        {
            vnet.AttachArrived(module);
        }
    }

    /// <summary>
    /// Makes a vnet under construction known, and returns the modules to attach to it. A module that registers at the same
    /// time is in that list, or finds the vnet by itself, or both; attaching happens once in any case.
    /// </summary>
    internal static IReadOnlyList<VnetModule> Enlist(Vnet vnet)
    {
        lock (s_gate)
        {
            s_vnets.Add(vnet);
            return s_modules.FindAll(static module => module.IsEager);
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

    /// <summary>Finds the modules that <paramref name="module"/> depends on.</summary>
    /// <exception cref="InvalidOperationException">One of them was never registered.</exception>
    internal static IEnumerable<VnetModule> DependenciesOf(VnetModule module)
    {
        foreach (string name in module.DependsOn)
        {
            yield return Find(name) ?? throw new InvalidOperationException(
                $"Module '{module}' depends on module '{name}', which is not loaded. Load its assembly first, or correct "
                + "DependsOn in its [VnetModule].");
        }
    }

    private static VnetModule? Find(string name)
    {
        lock (s_gate)
        {
            return s_modules.Find(module => module.Name == name);
        }
    }
}
