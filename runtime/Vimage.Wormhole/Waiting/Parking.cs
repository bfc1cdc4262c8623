namespace Vimage.Wormholes;

/// <summary>Where those wait who have let go of the processor until the other end of a wormhole has done something.</summary>
/// <remarks>
/// Whoever parks says so and then looks again; the other side acts and then looks whether somebody has parked. Each needs a full fence
/// between its two steps, which at the side that is fast costs as much as five messages. So that side makes none until somebody
/// parks, and whoever parks first makes it for both, by a fence on all processors; from then on there are fences
/// (<see cref="Gate.Fence"/>), until many messages have gone through without anybody parking.
/// </remarks>
/// <param name="isForMany">Whether several may be parked at once; then fences stay.</param>
internal sealed class Parking(bool isForMany = false)
{
    // So many messages with a fence cost about as much as one fence on all processors.
    private const int MessagesUntilRelaxed = 8192;

    private readonly List<ParkedCaller> _others = [];
    private ParkedCaller? _first;
    private int _othersCount;
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
        caller.Belong(this);

        // Either way this is a fence.
        if (Interlocked.CompareExchange(ref _first, caller, null) is not null)
        {
            Add(caller);
        }

        _relaxAt = 0;
        if ((Volatile.Read(ref otherSide) & Gate.Fence) == 0)
        {
            Interlocked.Or(ref otherSide, Gate.Fence);
            Interlocked.MemoryBarrierProcessWide();
        }

        caller.ListenTo(cancellationToken);
    }

    /// <summary>Spares the other side its fences when nobody has parked for long. Called now and then by the one who might park.</summary>
    /// <param name="otherSide">The gate of whoever would wake it.</param>
    /// <param name="position">How many messages went through.</param>
    internal void RelaxFrom(ref int otherSide, long position)
    {
        if (_relaxAt > position || isForMany)
        {
            return;
        }

        if (_relaxAt == 0)
        {
            _relaxAt = position + MessagesUntilRelaxed;
        }
        else
        {
            _relaxAt = long.MaxValue;
            Interlocked.And(ref otherSide, ~Gate.Fence);
        }
    }

    /// <summary>Wakes so many, if there are as many.</summary>
    internal void Wake(int count)
    {
        while (count > 0 && Take() is { } caller)
        {
            caller.Complete(isCancelled: false);
            count--;
        }
    }

    /// <summary>As <see cref="Wake"/>, by the side that has just acted: only after its fence it sees whoever may have missed that.</summary>
    internal void WakeAfterFence(int count)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _first) is not null || Volatile.Read(ref _othersCount) != 0)
        {
            Wake(count);
        }
    }

    internal void WakeAll() => Wake(int.MaxValue);

    /// <summary>Wakes a caller, unless it was woken.</summary>
    internal void Leave(ParkedCaller caller, bool isCancelled = false)
    {
        if (ReferenceEquals(Interlocked.CompareExchange(ref _first, null, caller), caller) || TryRemove(caller))
        {
            caller.Complete(isCancelled);
        }
    }

    /// <summary>Takes back a caller that has gone on, for the next one who parks.</summary>
    internal void Recycle(WaitingCaller caller) => Volatile.Write(ref _spare, caller);

    private ParkedCaller? Take()
    {
        ParkedCaller? first = Volatile.Read(ref _first);
        if (first is not null && ReferenceEquals(Interlocked.CompareExchange(ref _first, null, first), first))
        {
            return first;
        }

        return Volatile.Read(ref _othersCount) == 0 ? null : TakeOther();
    }

    private ParkedCaller? TakeOther()
    {
        lock (_others)
        {
            if (_others.Count == 0)
            {
                return null;
            }

            ParkedCaller other = _others[0];
            _others.RemoveAt(0);
            Volatile.Write(ref _othersCount, _others.Count);
            return other;
        }
    }

    private void Add(ParkedCaller caller)
    {
        lock (_others)
        {
            _others.Add(caller);
            Volatile.Write(ref _othersCount, _others.Count);
        }

        Interlocked.MemoryBarrier();
    }

    private bool TryRemove(ParkedCaller caller)
    {
        lock (_others)
        {
            bool wasParked = _others.Remove(caller);
            Volatile.Write(ref _othersCount, _others.Count);
            return wasParked;
        }
    }
}
