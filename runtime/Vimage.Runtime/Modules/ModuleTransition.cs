using Vimage.CompilerServices;

namespace Vimage;

/// <summary>
/// One module's initialisation or teardown in one vnet while it is under way. Others wait for it, as they would for a class
/// constructor; where the waiting would close a circle, one of them is let through to the unfinished state, as the CLR
/// does (ECMA-335 II.10.5.3.3).
/// </summary>
internal sealed class ModuleTransition(VnetModule module, object state)
{
    private const int UnderWay = 0;

    // Tells the finish that somebody has to be woken up: rare, and it costs more than all the rest.
    private const int Awaited = 1;
    private const int Finished = 2;

    // Guards who waits for what. Only those that have to wait come here.
    private static readonly object s_gate = new();

    [ThreadStatic]
    private static Waiter? t_self;

    private readonly Waiter _owner = t_self ??= new Waiter();
    // An int, because a .NET before 9 exchanges no enums.
    private int _progress;

    internal VnetModule Module => module;

    internal object State => state;

    /// <summary>Gets the transition that this one interrupted in the same vnet's list, if any.</summary>
    internal ModuleTransition? Next { get; set; }

    /// <summary>Gets a value indicating whether the calling thread performs it.</summary>
    internal bool IsOfThisThread => ReferenceEquals(_owner, t_self);

    /// <summary>Waits until the transition has ended, well or badly.</summary>
    /// <returns>
    /// <see langword="false"/> without waiting if it is this thread's own, or if its thread waits for one of this thread's.
    /// </returns>
    internal bool WaitUnlessCircular()
    {
        Waiter self = t_self ??= new Waiter();
        lock (s_gate)
        {
            for (ModuleTransition? link = this; link is not null; link = link._owner.WaitsFor)
            {
                if (ReferenceEquals(link._owner, self))
                {
                    return false;
                }
            }

            self.WaitsFor = this;
        }

        AwaitFinish();
        lock (s_gate)
        {
            self.WaitsFor = null;
        }

        return true;
    }

    internal void Finish()
    {
        if (Interlocked.Exchange(ref _progress, Finished) == Awaited)
        {
            lock (_owner)
            {
                Monitor.PulseAll(_owner);
            }
        }
    }

    // The owner's other transitions may wake this thread too.
    private void AwaitFinish()
    {
        lock (_owner)
        {
            while (Interlocked.CompareExchange(ref _progress, Awaited, UnderWay) != Finished)
            {
                Monitor.Wait(_owner);
            }
        }
    }

    /// <summary>A thread, and what it waits for.</summary>
    private sealed class Waiter
    {
        internal ModuleTransition? WaitsFor;
    }
}
