namespace Vimage.Wormholes;

/// <summary>
/// Somebody who waits without a thread and goes on with one of the thread pool: in its own execution context and so in its own vnet, and
/// never on the stack of whoever wakes it, whose vnet would lend it its time.
/// </summary>
/// <remarks>
/// <para>
/// To put something into the pool's queue costs more than all that a wormhole does, since it wakes another thread of the pool. Of two
/// who answer each other that thread finds nothing to do: each parks when it has woken the other one. So what is woken by a
/// continuation is in the queue, where any thread finds it; but the thread that woke it takes it past the queue when it is done with
/// that continuation. The entry stays where it is, and is not made again as long as it is there.
/// </para>
/// <para>Who wakes one and then does something else, or blocks, keeps nobody: the entry is in the queue.</para>
/// </remarks>
internal abstract class PooledCaller : ParkedCaller, IThreadPoolWorkItem
{
    private const int Queued = 1;
    private const int Woken = 2;

    // Then it is the turn of what else is in the queue.
    private const int MostAtOnce = 64;

    [ThreadStatic]
    private static bool t_isContinuing;

    [ThreadStatic]
    private static PooledCaller? t_next;

    private int _state;

    void IThreadPoolWorkItem.Execute()
    {
        // Taken past the queue; most likely it soon will be again. Whoever took the entry away at once would have it made anew.
        if (Volatile.Read(ref _state) == Queued && !Poller.IsAlone)
        {
            Thread.SpinWait(Poller.Pause);
        }

        if ((Interlocked.Exchange(ref _state, 0) & Woken) != 0)
        {
            ContinueAll();
        }
    }

    /// <summary>Has the thread pool call <see cref="Continue"/>, once.</summary>
    private protected void ContinueOnPool()
    {
        if ((Interlocked.Or(ref _state, Queued | Woken) & Queued) == 0)
        {
            // Not into the thread's own queue: that goes before the one of all, which would never have its turn.
#pragma warning disable VIM0203 // What continues has an execution context, and a vnet, of its own.
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
#pragma warning restore VIM0203
        }

        if (t_isContinuing)
        {
            t_next ??= this;
        }
    }

    /// <summary>Goes on, from the bottom of the stack of a thread of the pool.</summary>
    private protected abstract void Continue();

    private void ContinueAll()
    {
        ExecutionContext context = ExecutionContext.Capture()!;
        t_isContinuing = true;
        try
        {
            Continue();
            for (int i = 1; i < MostAtOnce && TryTakeNext() is { } next; i++)
            {
                RestoreContext(context);
                next.Continue();
            }
        }
        finally
        {
            t_isContinuing = false;
            t_next = null;
        }
    }

    private static PooledCaller? TryTakeNext()
    {
        PooledCaller? next = t_next;
        t_next = null;
        return next is not null && Interlocked.CompareExchange(ref next._state, Queued, Queued | Woken) == (Queued | Woken) ? next : null;
    }

    // What one leaves behind on the thread is not the next one's.
    private static void RestoreContext(ExecutionContext context)
    {
        if (!ReferenceEquals(ExecutionContext.Capture(), context))
        {
            ExecutionContext.Restore(context);
        }

        if (SynchronizationContext.Current is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }
    }
}
