namespace Vimage.Wormholes;

/// <summary>
/// One direction of a wormhole: what the sender has sent and the receiver has not yet received. (FreeBSD: the hook <c>warp</c> of
/// <c>ng_wormhole</c>.)
/// </summary>
/// <remarks>
/// What is accepted is received, in order, once: whoever ends a warp first closes the sender's gate, then waits until a message that
/// was on its way through is in the ring, and only then is the end visible to the receiver.
/// </remarks>
#pragma warning disable CA1001 // The meter is disposed when the warp ends, as it does when an end is closed.
internal abstract class Warp
#pragma warning restore CA1001
{
    private readonly object _control = new();
    private WarpEnding? _ending;
    private Meter? _meter;
    private Turn _turn = new(0);

    /// <summary>Gets how it ended; none while it goes on. Once seen, nothing more is accepted.</summary>
    internal virtual WarpEnding? Ending => Volatile.Read(ref _ending);

    /// <summary>Gets how much may be sent; none for as much as is possible.</summary>
    internal Meter? Meter => Volatile.Read(ref _meter);

    /// <summary>Gets the turn of whoever receives; of its first receiver, when nobody has taken it.</summary>
    internal Turn Turn => _turn;

    /// <summary>Gets those who wait until they can send.</summary>
    internal abstract Parking Senders { get; }

    /// <summary>Gets those who wait until there is something to receive.</summary>
    internal abstract Parking Receivers { get; }

    /// <summary>Gets a value indicating whether the other side is in another process.</summary>
    internal virtual bool IsShared => false;

    /// <summary>Gets how much was accepted: messages, or bytes.</summary>
    internal abstract long Sent { get; }

    /// <summary>Gets the bytes of what was accepted.</summary>
    internal abstract long SentBytes { get; }

    /// <summary>Gets how much was received.</summary>
    internal abstract long Received { get; }

    /// <summary>Gets how much may have been sent and not received.</summary>
    internal abstract long Capacity { get; }

    /// <summary>Gets what has gone through.</summary>
    internal virtual WormholeStatistics Statistics => new(Sent, Received, SentBytes, Capacity);

    /// <summary>Gets a value indicating whether there is something to receive. Asked by the receiver.</summary>
    internal abstract bool HasMessages { get; }

    /// <summary>Gets a value indicating whether the ring has space. Asked by a sender.</summary>
    internal abstract bool HasSpace { get; }

    /// <summary>Gets a value indicating whether all that was accepted was received. Asked by the receiver, after the end.</summary>
    internal bool IsDrained => Received == Sent;

    /// <summary>Gets a value indicating whether trying to send may do, or fails for good.</summary>
    internal bool IsWorthTrying =>
        Ending is not null || (HasSpace && (SenderGate & Gate.Paused) == 0 && Meter is not { HasAllowance: false });

    /// <summary>Gets a value indicating whether it goes on and less than a quarter of it is free.</summary>
    internal bool IsCrowded => Ending is null && Sent - Received > Capacity - (Capacity / 4);

    /// <summary>Gets the word that senders heed.</summary>
    protected abstract ref int SenderGate { get; }

    /// <summary>Gets the word that the receiver heeds.</summary>
    protected abstract ref int ReceiverGate { get; }

    /// <summary>Ends the warp, once: <see langword="false"/> if it had ended.</summary>
    internal bool End(WormholeEndReason reason, Warp? next = null, Turn? turn = null)
    {
        lock (_control)
        {
            if (Ending is not null)
            {
                return false;
            }

            CloseForSenders(Gate.Closed);
            _meter?.Dispose();
            Volatile.Write(ref _ending, new WarpEnding(reason, next, turn));
        }

        OnEnded(reason);
        WakeAll();
        return true;
    }

    /// <summary>Ends the warp, and those that its receiver would go on with.</summary>
    internal void EndAll(WormholeEndReason reason)
    {
        for (Warp? warp = this; warp is not null; warp = warp.Ending!.Next)
        {
            warp.End(reason);
        }
    }

    /// <summary>Accepts nothing until <see cref="Resume"/>. When this returns, nothing is on its way through.</summary>
    internal void Pause()
    {
        lock (_control)
        {
            if (Ending is null)
            {
                CloseForSenders(Gate.Paused);
            }
        }
    }

    internal void Resume()
    {
        lock (_control)
        {
            if (Ending is null)
            {
                OpenForSenders(Gate.Paused);
            }
        }

        WakeAll();
    }

    /// <summary>Limits how much may be sent.</summary>
    internal void Throttle(WormholeThrottle limit, TimeProvider time)
    {
        lock (_control)
        {
            _meter?.Dispose();
            if (limit == default || Ending is not null)
            {
                Interlocked.And(ref SenderGate, ~Gate.Metered);
                Volatile.Write(ref _meter, null);
            }
            else
            {
#pragma warning disable CA2000 // Disposed by the next one, and by the end.
                Volatile.Write(ref _meter, new Meter(limit, time, Senders.WakeAll));
#pragma warning restore CA2000
                Interlocked.Or(ref SenderGate, Gate.Metered);
            }
        }

        WakeAll();
    }

    /// <summary>Takes the receiver's place from whoever has it; when this returns, it receives nothing more.</summary>
    /// <returns>The turn of the new receiver.</returns>
    internal Turn TakeTurn()
    {
        Turn turn;
        lock (_control)
        {
            turn = new Turn(Interlocked.Add(ref ReceiverGate, Gate.Turn) & -Gate.Turn);
            Gate.WaitUntilHeeded(ref _turn.Busy);
            _turn = turn;
        }

        Receivers.WakeAll();
        return turn;
    }

    /// <summary>Parks a sender; it is not to wait if <see cref="IsWorthTrying"/> has become true.</summary>
    internal virtual WaitingCaller ParkSender(bool hasThread, CancellationToken cancellationToken) =>
        Senders.Park(ref ReceiverGate, hasThread, cancellationToken);

    /// <summary>Parks the receiver; it is not to wait if something has come meanwhile.</summary>
    internal virtual WaitingCaller ParkReceiver(bool hasThread, CancellationToken cancellationToken) =>
        Receivers.Park(ref SenderGate, hasThread, cancellationToken);

    /// <summary>As the other one, with a caller of one's own.</summary>
    internal void ParkReceiver(ParkedCaller caller, CancellationToken cancellationToken) =>
        Receivers.Park(ref SenderGate, caller, cancellationToken);

    /// <summary>Closes the gate, and returns when nothing is on its way through.</summary>
    protected abstract void CloseForSenders(int gate);

    protected abstract void OpenForSenders(int gate);

    /// <summary>Wakes all who wait, on both sides, to look again.</summary>
    protected virtual void WakeAll()
    {
        Receivers.WakeAll();
        Senders.WakeAll();
    }

    /// <summary>The warp has ended here.</summary>
    protected virtual void OnEnded(WormholeEndReason reason)
    {
    }

    /// <summary>Returns how much of what a sender wants to send it may, when its gate is not simply open.</summary>
    /// <param name="gate">What its gate says.</param>
    /// <param name="wanted">How many messages, or bytes, there is space for.</param>
    /// <param name="size">The bytes of one of them.</param>
    /// <param name="areOneMessage">Whether they are one message together, as bytes are.</param>
    protected int Admit(int gate, int wanted, long size, bool areOneMessage = false)
    {
        if ((gate & (Gate.Paused | Gate.Closed)) != 0)
        {
            return 0;
        }

        return (gate & Gate.Metered) != 0 && Meter is { } meter ? meter.Take(wanted, size, areOneMessage) : wanted;
    }
}
