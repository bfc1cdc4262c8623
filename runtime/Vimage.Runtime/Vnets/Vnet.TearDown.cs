using System.Runtime.Loader;
using Vimage.CompilerServices;

namespace Vimage;

/// <content>Teardown of modules: uninit hooks from the last position to the first, and then the state is let go.</content>
public sealed partial class Vnet
{
    /// <summary>Detaches a module that leaves the process from this vnet.</summary>
    /// <param name="module">The module.</param>
    /// <param name="context">The load context that goes with it: what the vnet owns of its code is stopped first.</param>
    /// <param name="failures">Takes what uninit methods throw.</param>
    internal void DetachLeft(VnetModule module, AssemblyLoadContext? context, List<Exception> failures)
    {
        while (true)
        {
            ModuleTransition? others;
            ModuleTransition? own = null;
            AttachedModule attached = default;
            lock (_gate)
            {
                _failures?.Remove(module);
                _arrivals?.Remove(module);
                others = FindTransition(module);
                if (others is null)
                {
                    int index = IndexOf(module);
                    if (index < 0)
                    {
                        return;
                    }

                    attached = _attached[index];
                    RemoveAt(index);
                    own = BeginTransition(module, module);
                }
            }

            if (own is not null)
            {
                // Its timers can still use it while they are being stopped.
                if (context is not null)
                {
                    DisownCodeOf(context);
                }

                UninitSteps(module, attached.UninitSteps, failures);
                lock (_gate)
                {
                    WriteSlot(module.Slot, null);
                    EndTransition(own);
                }

                return;
            }

            if (!others!.WaitUnlessCircular())
            {
                failures.Add(new VnetBusyException(FullName, $"module '{module}' was to leave from within a hook of its own."));
                return;
            }
        }
    }

    // All of them. What an uninit hook uses for the first time is attached even now, and goes in its turn. Modules without
    // such hooks go last, so that the hooks of others can use them to the end.
    private List<string> Detach(ref List<Exception>? failures)
    {
        List<string> detached = new(_attachedCount);
        while (NextToUninit(detached, out int step) is { } transition)
        {
            Uninit(transition.Module, step, failures ??= []);
            lock (_gate)
            {
                if (step == 0)
                {
                    LetGo(IndexOf(transition.Module), detached);
                }

                EndTransition(transition);
            }
        }

        return detached;
    }

    // None when nothing is left, and nobody is attaching or detaching anything: the vnet is gone.
    private ModuleTransition? NextToUninit(List<string> detached, out int step)
    {
        while (true)
        {
            ModuleTransition? underWay;
            lock (_gate)
            {
                underWay = _transitions;
                if (underWay is null || underWay.IsOfThisThread)
                {
                    int index = LatestWithUninit();
                    if (index >= 0)
                    {
                        step = --_attached[index].UninitSteps;
                        return BeginTransition(_attached[index].Module, _attached[index].Module);
                    }

                    LetGoOfAll(detached);
                    _phase = Phase.Destroyed;
                    step = 0;
                    return null;
                }
            }

            _ = underWay.WaitUnlessCircular();
        }
    }

    // The gate is held. Of those with the highest position, the one attached last.
    private int LatestWithUninit()
    {
        int latest = -1;
        long highest = long.MinValue;
        for (int i = _attachedCount - 1; i >= 0; i--)
        {
            ref AttachedModule attached = ref _attached[i];
            if (attached.UninitSteps > 0 && attached.Module.UninitPositions[attached.UninitSteps - 1] > highest)
            {
                highest = attached.Module.UninitPositions[attached.UninitSteps - 1];
                latest = i;
            }
        }

        return latest;
    }

    // The gate is held.
    private void LetGoOfAll(List<string> detached)
    {
        for (int i = _attachedCount - 1; i >= 0; i--)
        {
            if (!_attached[i].IsDetached)
            {
                LetGo(i, detached);
            }
        }

        Array.Clear(_attached, 0, _attachedCount);
        _attachedCount = 0;
        _failures = null;
    }

    private void LetGo(int index, List<string> detached)
    {
        ref AttachedModule attached = ref _attached[index];
        attached.IsDetached = true;
        WriteSlot(attached.Module.Slot, null);
        detached.Add(attached.Module.Name);
    }

    // What an init hook before the one that failed has set up is undone at once: the module is not attached.
    private Exception Undo(VnetModule module, Exception thrown)
    {
        List<Exception> failures = [thrown];
        UninitSteps(module, module.UninitPositions.Length, failures);
        return failures.Count == 1 ? thrown : new AggregateException(failures);
    }

    private void UninitSteps(VnetModule module, int steps, List<Exception> failures)
    {
        while (steps > 0)
        {
            Uninit(module, --steps, failures);
        }
    }

    private void Uninit(VnetModule module, int step, List<Exception> failures)
    {
        try
        {
            using (new VnetScope(this))
            {
                module.RunUninit(this, step);
            }
        }
#pragma warning disable CA1031 // Teardown must go on; the report has the exception.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            failures.Add(thrown);
        }
    }

    private bool IsDetached(VnetModule module) => IndexOf(module) is >= 0 and var index && _attached[index].IsDetached;

    // The gate is held.
    private int IndexOf(VnetModule module)
    {
        for (int i = _attachedCount - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_attached[i].Module, module))
            {
                return i;
            }
        }

        return -1;
    }

    // The gate is held.
    private void RemoveAt(int index)
    {
        _attachedCount--;
        Array.Copy(_attached, index + 1, _attached, index, _attachedCount - index);
        _attached[_attachedCount] = default;
    }
}
