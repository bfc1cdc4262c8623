using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Vimage.CompilerServices;

namespace Vimage;

/// <content>The state of each module in this vnet, and its initialisation on first use.</content>
public sealed partial class Vnet
{
    private readonly object _gate = new();
    private readonly List<VnetModule> _attached = [];
    private InlineSlots _slots;
    private object?[] _moreSlots = [];
    private Initialization? _initializations;
    private Dictionary<VnetModule, ExceptionDispatchInfo>? _failures;

    /// <summary>Reads a slot.</summary>
    /// <param name="slot">The slot's number; where it is a constant to the JIT, one of the branches disappears.</param>
    /// <returns>The module's state, or <see langword="null"/> before its first use here and after its teardown.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal object? StateAt(int slot)
    {
        if (slot < InlineSlots.Count)
        {
            // An index into an inline array leaves an address of its own in the code; this is one load.
            return Unsafe.Add(ref Unsafe.As<InlineSlots, object?>(ref _slots), slot);
        }

        object?[] more = _moreSlots;
        slot -= InlineSlots.Count;
        return (uint)slot < (uint)more.Length ? more[slot] : null;
    }

    /// <summary>
    /// Returns this vnet's state of a module after initialising it, once: the modules it depends on first, then the field
    /// initializers, then the init hooks, with this vnet as the current one.
    /// </summary>
    /// <returns>
    /// The state; while the initialisation is under way, to the thread that performs it, the unfinished state.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed.</exception>
    /// <exception cref="Exception">What the initialisation has thrown: the same exception each time.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal object Attach(VnetModule module)
    {
        if (!module.IsRegistered)
        {
            module.Register();
        }

        bool isRoot = Parent is null;
        object? compilerRun = isRoot ? RunCompilerRun(module, out bool ended) : RunRootFirst(module, out ended);
        if (isRoot && !ended)
        {
            return compilerRun!;
        }

        while (true)
        {
            Initialization? initialization;
            bool mine = false;
            lock (_gate)
            {
                if (StateAt(module.Slot) is { } published)
                {
                    return published;
                }

                initialization = FindInitialization(module);
                if (initialization is null)
                {
                    ThrowIfUnattachable(module);
                    initialization = new Initialization(module, compilerRun ?? module.NewState()) { Next = _initializations };
                    _initializations = initialization;
                    mine = true;
                }
            }

            if (mine)
            {
                Perform(initialization);
                return initialization.State;
            }

            if (!initialization.WaitUnlessCircular())
            {
                return initialization.State;
            }
        }
    }

    /// <summary>Attaches a module that has arrived after the vnet; a failure is kept for whoever uses the module.</summary>
    internal void AttachArrived(VnetModule module)
    {
        try
        {
            _ = Attach(module);
        }
#pragma warning disable CA1031 // It is kept in _failures, and every use of the module in this vnet throws it.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private object RunCompilerRun(VnetModule module, out bool ended)
    {
        using (new VnetScope(this))
        {
            return module.RunAndAdopt(out ended);
        }
    }

    // The compiler's run is the root's, and happens before any other vnet's. Its failure is the root's too, and kept there.
    private static object? RunRootFirst(VnetModule module, out bool ended)
    {
        if (Root.StateAt(module.Slot) is null)
        {
            Root.AttachArrived(module);
        }

        ended = true;
        return null;
    }

    private void Perform(Initialization initialization)
    {
        VnetModule module = initialization.Module;
        try
        {
            AttachDependenciesOf(module);
            RunInitializers(module, initialization.State);

            lock (_gate)
            {
                Publish(module.Slot, initialization.State);
                _attached.Add(module);
                Unlink(initialization);
            }
        }
        catch (Exception thrown)
        {
            lock (_gate)
            {
                _failures ??= [];
                _failures[module] = ExceptionDispatchInfo.Capture(thrown);
                Unlink(initialization);
            }

            throw;
        }
        finally
        {
            initialization.Finish();
        }
    }

    private void AttachDependenciesOf(VnetModule module)
    {
        if (module.DependsOn.Count == 0)
        {
            return;
        }

        foreach (VnetModule dependency in VnetModules.DependenciesOf(module))
        {
            if (StateAt(dependency.Slot) is null)
            {
                _ = Attach(dependency);
            }
        }
    }

    private void RunInitializers(VnetModule module, object state)
    {
        // Entering a vnet costs more than all the rest, and most modules have nothing that could tell.
        bool hasInitializers = Parent is not null && module.Facts.HasFlag(VnetModuleFacts.HasInitializers);
        if (!hasInitializers && !module.IsEager)
        {
            return;
        }

        using (new VnetScope(this))
        {
            if (hasInitializers)
            {
                module.RunInitializers(state);
            }

            module.RunInit(this);
        }
    }

    private Initialization? FindInitialization(VnetModule module)
    {
        Initialization? link = _initializations;
        while (link is not null && !ReferenceEquals(link.Module, module))
        {
            link = link.Next;
        }

        return link;
    }

    private void Unlink(Initialization initialization)
    {
        if (ReferenceEquals(_initializations, initialization))
        {
            _initializations = initialization.Next;
            return;
        }

        Initialization link = _initializations!;
        while (!ReferenceEquals(link.Next, initialization))
        {
            link = link.Next!;
        }

        link.Next = initialization.Next;
    }

    private void ThrowIfUnattachable(VnetModule module)
    {
        if (_phase == Phase.Destroyed || IsDetached(module))
        {
            throw new ObjectDisposedException(
                FullName, $"Module '{module}' was used in vnet '{this}', which was destroyed.");
        }

        if (_failures is not null && _failures.TryGetValue(module, out ExceptionDispatchInfo? failure))
        {
            failure.Throw();
        }
    }

    // The gate is held. Readers hold no lock: an array is complete before it is visible, and a state before its slot is.
    private void Publish(int slot, object? state)
    {
        if (slot < InlineSlots.Count)
        {
            Volatile.Write(ref _slots[slot], state);
            return;
        }

        slot -= InlineSlots.Count;
        if (slot >= _moreSlots.Length)
        {
            object?[] larger = new object?[Math.Max(slot + 1, _moreSlots.Length * 2)];
            _moreSlots.CopyTo(larger, 0);
            Volatile.Write(ref _moreSlots, larger);
        }

        Volatile.Write(ref _moreSlots[slot], state);
    }
}
