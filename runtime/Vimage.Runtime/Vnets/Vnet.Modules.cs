using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Vimage.CompilerServices;

namespace Vimage;

/// <content>The state of each module in this vnet, and its initialisation on first use.</content>
public sealed partial class Vnet
{
    private readonly object _gate = new();
    private InlineSlots _slots;
    private object?[] _moreSlots = [];
    private AttachedModule[] _attached = [];
    private int _attachedCount;
    private ModuleTransition? _transitions;
    private Dictionary<VnetModule, ExceptionDispatchInfo>? _failures;

    /// <summary>Reads a slot.</summary>
    /// <param name="slot">The slot's number; where it is a constant to the JIT, one of the branches disappears.</param>
    /// <returns>The module's state, or <see langword="null"/> before its first use here and after its teardown.</returns>
    // The branch that mostly disappears is apart: how much more the JIT inlines into a method goes by the size of what it has
    // inlined, and a method can have hundreds of accesses. An index into an inline array would leave an address of its own in
    // the code; this is one load.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal object? StateAt(int slot) => slot < InlineSlots.Count
        ? Unsafe.Add(ref Unsafe.As<InlineSlots, object?>(ref _slots), slot)
        : FartherStateAt(slot);

    /// <summary>
    /// Returns this vnet's state of a module after initialising it, once: the modules it depends on first, then the field
    /// initializers, then the init hooks whose turn has come, with this vnet as the current one.
    /// </summary>
    /// <returns>
    /// The state; while the initialisation is under way, to the thread that performs it, the unfinished state.
    /// </returns>
    /// <exception cref="ObjectDisposedException">The vnet was destroyed, or the module deregistered.</exception>
    /// <exception cref="Exception">What the initialisation has thrown: the same exception each time.</exception>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal object Attach(VnetModule module)
    {
        if (module.Stage == ModuleStage.New)
        {
            module.Register();
        }

        ModuleStage stage;
        do
        {
            if (TryAttach(module) is { } state)
            {
                return state;
            }

            // It may have been registered since.
            stage = module.Stage;
        }
        while (stage == ModuleStage.Registered);

        throw NotAttachable(module, stage);
    }

    /// <summary>As <see cref="Attach"/>, but a module that has left, or waits for another, gives nothing.</summary>
    private object? TryAttach(VnetModule module)
    {
        if (module.Stage != ModuleStage.Registered)
        {
            return StateOfOwnTransition(module);
        }

        ModuleLoading.Await(module);
        bool isRoot = Parent is null;
        object? compilerRun = isRoot ? RunCompilerRun(module, out bool ended) : RunRootFirst(module, out ended);
        if (isRoot && !ended)
        {
            return compilerRun!;
        }

        // Of two threads that come here both make a state; as constants run no code, nobody can tell.
        bool isPlain = isRoot ? module.IsPlainInRoot : module.IsPlain;
        object? ready = compilerRun ?? (isPlain && module.IsConstant ? module.NewConstantState() : null);

        while (true)
        {
            ModuleTransition? transition;
            bool mine = false;
            lock (_gate)
            {
                if (StateAt(module.Slot) is { } published)
                {
                    return published;
                }

                transition = FindTransition(module);
                if (transition is null)
                {
                    if (module.Stage != ModuleStage.Registered)
                    {
                        return null;
                    }

                    ThrowIfUnattachable(module);
                    if (isPlain)
                    {
                        return Publish(module, ready ?? module.NewState(), initSteps: 0);
                    }

                    transition = BeginTransition(module, ready ?? module.NewState());
                    mine = true;
                }
            }

            if (mine)
            {
                Initialize(transition);
                return transition.State;
            }

            if (!transition.WaitUnlessCircular())
            {
                return transition.State;
            }
        }
    }

    // A hook that is under way when its module begins to leave still has its variables.
    private object? StateOfOwnTransition(VnetModule module)
    {
        lock (_gate)
        {
            return FindTransition(module) is { IsOfThisThread: true } own ? own.State : null;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private object? FartherStateAt(int slot)
    {
        object?[] more = _moreSlots;
        slot -= InlineSlots.Count;
        return (uint)slot < (uint)more.Length ? more[slot] : null;
    }

    private object? RunCompilerRun(VnetModule module, out bool ended)
    {
        using (new VnetScope(this))
        {
            return module.RunAndAdopt(out ended);
        }
    }

    // The compiler's run is the root's, and happens before any other vnet's. Its failure is the root's too, and kept there.
    // What is left of it where all variables are in state structs is a static constructor: the root's state can wait.
    private static object? RunRootFirst(VnetModule module, out bool ended)
    {
        if (Root.StateAt(module.Slot) is null)
        {
            if (module.HasStateAlone)
            {
                _ = Root.RunCompilerRun(module, out _);
            }
            else
            {
                Root.AttachArrived(module);
            }
        }

        ended = true;
        return null;
    }

    private void Initialize(ModuleTransition transition)
    {
        VnetModule module = transition.Module;
        int initSteps = 0;
        try
        {
            AttachDependenciesOf(module);
            RunInitializers(module, transition.State, ref initSteps);

            lock (_gate)
            {
                if (_phase == Phase.Destroyed)
                {
                    ThrowIfUnattachable(module);
                }

                _ = Publish(module, transition.State, initSteps);
                EndTransition(transition);
            }
        }
        catch (Exception thrown)
        {
            if (initSteps > 0)
            {
                thrown = Undo(module, thrown);
            }

            lock (_gate)
            {
                _failures ??= [];
                _failures[module] = ExceptionDispatchInfo.Capture(thrown);
                EndTransition(transition);
            }

            throw;
        }
    }

    private void AttachDependenciesOf(VnetModule module)
    {
        if (module.DependsOn.Count == 0)
        {
            return;
        }

        foreach (VnetModule dependency in ModuleRegistry.DependenciesOf(module))
        {
            if (StateAt(dependency.Slot) is null)
            {
                _ = Attach(dependency);
            }
        }
    }

    private void RunInitializers(VnetModule module, object state, ref int initSteps)
    {
        // Entering a vnet costs more than all the rest, and most modules have nothing that could tell.
        bool hasInitializers = Parent is not null && module.Facts.HasFlag(VnetModuleFacts.HasInitializers);
        bool hasStateInitializers = module.Facts.HasFlag(VnetModuleFacts.HasStateInitializers);
        if (!hasInitializers && !hasStateInitializers && !module.IsEager)
        {
            return;
        }

        using (new VnetScope(this))
        {
            if (hasInitializers)
            {
                module.RunInitializers(state);
            }

            if (hasStateInitializers)
            {
                module.RunStateInitializers(state);
            }

            // A vnet under construction comes to the later ones in their turn.
            long turn = Volatile.Read(ref _turn);
            while (initSteps < module.InitPositions.Length && module.InitPositions[initSteps] <= turn)
            {
                module.RunInit(this, initSteps);
                initSteps++;
            }
        }
    }

    private ModuleTransition BeginTransition(VnetModule module, object state) =>
        _transitions = new ModuleTransition(module, state) { Next = _transitions };

    // The gate is held.
    private void EndTransition(ModuleTransition transition)
    {
        if (ReferenceEquals(_transitions, transition))
        {
            _transitions = transition.Next;
        }
        else
        {
            ModuleTransition link = _transitions!;
            while (!ReferenceEquals(link.Next, transition))
            {
                link = link.Next!;
            }

            link.Next = transition.Next;
        }

        transition.Finish();
    }

    private ModuleTransition? FindTransition(VnetModule module)
    {
        ModuleTransition? link = _transitions;
        while (link is not null && !ReferenceEquals(link.Module, module))
        {
            link = link.Next;
        }

        return link;
    }

    private void ThrowIfUnattachable(VnetModule module)
    {
        if (_phase != Phase.Alive && (_phase == Phase.Destroyed || IsDetached(module)))
        {
            throw new ObjectDisposedException(
                FullName, $"Module '{module}' was used in vnet '{this}', which was destroyed.");
        }

        if (_failures is not null && _failures.TryGetValue(module, out ExceptionDispatchInfo? failure))
        {
            failure.Throw();
        }
    }

    private Exception NotAttachable(VnetModule module, ModuleStage stage) => stage == ModuleStage.Pending
        ? new InvalidOperationException(
            $"Module '{module}' depends on {string.Join(", ", module.DependsOn.Select(static name => $"module '{name}'"))}, not all of "
            + "which are loaded. Load the missing assembly first, or correct DependsOn in its [VnetModule].")
        : new ObjectDisposedException(module.Name, $"Module '{module}' was used in vnet '{this}' after it was deregistered.");

    // The gate is held. Readers hold no lock: an array is complete before it is visible, and a state before its slot is.
    private object Publish(VnetModule module, object state, int initSteps)
    {
        if (_attachedCount == _attached.Length)
        {
            Array.Resize(ref _attached, Math.Max(ModulesAtFirst, _attachedCount * 2));
        }

        ref AttachedModule attached = ref _attached[_attachedCount++];
        attached.Module = module;
        attached.SetInitSteps(initSteps);
        WriteSlot(module.Slot, state);
        return state;
    }

    // The gate is held.
    private void WriteSlot(int slot, object? state)
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
