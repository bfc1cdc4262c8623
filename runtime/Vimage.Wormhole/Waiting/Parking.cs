namespace Vimage.Wormholes;

/// <summary>Where those wait who have let go of the processor until the other end of a wormhole has done something.</summary>
/// <remarks>
/// Whoever parks says so and then looks again; the other side acts and then looks whether somebody has parked. Each needs a full fence
/// between its two steps, which at the side that is fast costs as much as five messages. So that side makes none until somebody
/// parks, and whoever parks first makes it for both, by a fence on all processors; from then on there are fences
/// (<see cref="Gate.Fence"/>), until many messages have gone through without anybody parking.
/// </remarks>
internal sealed class Parking
{
    // So many messages with a fence cost about as much as one fence on all processors.
    private const int MessagesUntilRelaxed = 8192;

    private readonly object _gate = new();
    private int _occupied;
    private ParkedCaller? _first;
    private ParkedCaller? _last;
    private WaitingCaller? _spare;
    private long _relaxAt = long.MaxValue;

    /// <summary>Parks somebody who then looks once more before it waits, and leaves if it need not wait.</summary>
    /// <param name="otherSide">The gate of whoever is to wake it.</param>
    /// <param name="hasThread">Whether it waits with its thread.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    internal WaitingCaller Park(ref int otherSide, bool hasThread, CancellationToken cancellationToken)
    {
        WaitingCaller caller = Interlocked.Exchange(ref _spare, null) ?? new WaitingCaller(this);
        caller.HasThread = hasThread;
        Park(ref otherSide, caller, cancellationToken);
        return caller;
    }

    /// <summary>As the other one, with a caller of one's own.</summary>
    internal void Park(ref int otherSide, ParkedCaller caller, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Add(caller);
            Volatile.Write(ref _occupied, _occupied + 1);
            Volatile.Write(ref _relaxAt, 0);
            if ((Volatile.Read(ref otherSide) & Gate.Fence) == 0)
            {
                Interlocked.Or(ref otherSide, Gate.Fence);
                Interlocked.MemoryBarrierProcessWide();
            }
        }

        Interlocked.MemoryBarrier();
        caller.ListenTo(this, cancellationToken);
    }

    /// <summary>Spares the other side its fences when nobody has parked for long. Called now and then by those who might park.</summary>
    /// <param name="otherSide">The gate of whoever would wake them.</param>
    /// <param name="position">How many messages went through.</param>
    internal void RelaxFrom(ref int otherSide, long position)
    {
        long relaxAt = Volatile.Read(ref _relaxAt);
        if (relaxAt > position)
        {
            return;
        }

        lock (_gate)
        {
            if (_relaxAt == 0)
            {
                _relaxAt = position + MessagesUntilRelaxed;
            }
            else if (_relaxAt <= position && _occupied == 0)
            {
                _relaxAt = long.MaxValue;
                Interlocked.And(ref otherSide, ~Gate.Fence);
            }
        }
    }

    /// <summary>Wakes so many of those who came first, if there are as many.</summary>
    internal void Wake(int count)
    {
        while (count > 0 && TakeFirst() is { } caller)
        {
            caller.Complete(isCancelled: false);
            count--;
        }
    }

    /// <summary>As <see cref="Wake"/>, by the side that has just acted: only after its fence it sees whoever may have missed that.</summary>
    internal void WakeAfterFence(int count)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _occupied) != 0)
        {
            Wake(count);
        }
    }

    internal void WakeAll() => Wake(int.MaxValue);

    /// <summary>Wakes a caller, unless it was woken.</summary>
    internal void Leave(ParkedCaller caller, bool isCancelled = false)
    {
        lock (_gate)
        {
            if (!caller.IsParked)
            {
                return;
            }

            Remove(caller);
        }

        caller.Complete(isCancelled);
    }

    /// <summary>Takes back a caller that has gone on, for the next one who parks.</summary>
    internal void Recycle(WaitingCaller caller) => Volatile.Write(ref _spare, caller);

    private ParkedCaller? TakeFirst()
    {
        lock (_gate)
        {
            if (_first is { IsReady: true } first)
            {
                Remove(first);
                return first;
            }

            return null;
        }
    }

    private void Add(ParkedCaller caller)
    {
        caller.IsParked = true;
        caller.Previous = _last;
        if (_last is null)
        {
            _first = caller;
        }
        else
        {
            _last.Next = caller;
        }

        _last = caller;
    }

    private void Remove(ParkedCaller caller)
    {
        if (caller.Previous is null)
        {
            _first = caller.Next;
        }
        else
        {
            caller.Previous.Next = caller.Next;
        }

        if (caller.Next is null)
        {
            _last = caller.Previous;
        }
        else
        {
            caller.Next.Previous = caller.Previous;
        }

        caller.IsParked = false;
        caller.Previous = null;
        caller.Next = null;
        Volatile.Write(ref _occupied, _occupied - 1);
    }
}
