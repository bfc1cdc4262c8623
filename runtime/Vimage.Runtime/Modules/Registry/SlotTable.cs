using Vimage.CompilerServices;

namespace Vimage;

/// <summary>
/// Which module has which slot. A slot belongs to its module as long as the module object exists, registered or not, because
/// that is how long code can exist that has the number compiled into it; then it is given to another.
/// </summary>
internal sealed class SlotTable
{
    // Long weak references: a finalizer of an unloaded assembly may still run that assembly's code.
    private WeakReference<VnetModule>?[] _modules = new WeakReference<VnetModule>?[InlineSlots.Count];
    private int _used;

    /// <summary>Gets the number of slots that were ever taken.</summary>
    internal int Used => _used;

    /// <summary>Takes a slot. The registry's gate is held.</summary>
    internal int Take(VnetModule module)
    {
        WeakReference<VnetModule> entry = new(module, trackResurrection: true);
        WeakReference<VnetModule>?[] modules = _modules;
        for (int i = 0; i < _used; i++)
        {
            if (!modules[i]!.TryGetTarget(out _))
            {
                Volatile.Write(ref modules[i], entry);
                return i;
            }
        }

        if (_used == modules.Length)
        {
            Array.Resize(ref modules, _used * 2);
        }

        // Readers hold no lock: a module is in the array before the array is visible, and its slot known to nobody yet.
        modules[_used] = entry;
        Volatile.Write(ref _modules, modules);
        return _used++;
    }

    /// <summary>Returns the module that has a slot; whoever knows the number keeps it alive.</summary>
    internal VnetModule At(int slot) => Volatile.Read(ref _modules)[slot]!.TryGetTarget(out VnetModule? module)
        ? module
        : throw new InvalidOperationException($"Slot {slot} belongs to no module.");
}
