namespace Vimage.Wormholes;

/// <summary>A warp of bytes: a ring that the sender writes into and the receiver reads from in place, if they like.</summary>
internal class ByteWarp : Warp
{
    private readonly Memory<byte> _bytes;

    internal ByteWarp(RingMemory memory)
    {
        Memory = memory;
        _bytes = memory.Bytes;
    }

    internal override bool IsShared => Memory.IsShared;

    internal override Parking Senders { get; } = new();

    internal override Parking Receivers { get; } = new();

    internal override long Sent => Volatile.Read(ref Memory.Header.Sender.Position);

    internal override long SentBytes => Sent;

    internal override long Received => Volatile.Read(ref Memory.Header.Receiver.Position);

    internal override long Capacity => _bytes.Length;

    internal override bool HasMessages => Available > 0;

    internal override bool HasSpace => Free > 0;

    internal override WarpEnding? Ending => base.Ending ?? EndingBeyond();

    /// <summary>Gets how many bytes may be received. Asked by the receiver.</summary>
    internal int Available => Checked(Sent - Memory.Header.Receiver.Position);

    /// <summary>Gets how many bytes there is space for. Asked by the sender.</summary>
    internal int Free => _bytes.Length - Checked(Memory.Header.Sender.Position - Received);

    protected override ref int SenderGate => ref Memory.Header.Sender.Gate;

    protected override ref int ReceiverGate => ref Memory.Header.Receiver.Gate;

    protected RingMemory Memory { get; }

    /// <summary>Returns the free bytes that lie together, some way behind those that were sent.</summary>
    /// <param name="ahead">How far: bytes that were written and not yet sent.</param>
    internal Memory<byte> SpaceAt(int ahead)
    {
        int start = IndexOf(Memory.Header.Sender.Position + ahead);
        return _bytes.Slice(start, Math.Min(Free - ahead, _bytes.Length - start));
    }

    /// <summary>Sends bytes that were written where <see cref="SpaceAt"/> said, if nothing speaks against it.</summary>
    /// <returns>How many were accepted.</returns>
    internal int Commit(int count)
    {
        ref SenderLine line = ref Memory.Header.Sender;
        EnterSender(ref line);
        int gate = Volatile.Read(ref line.Gate);
        if ((gate & ~Gate.Fence) != 0)
        {
            count = Admit(gate, count, 1, areOneMessage: true);
        }

        Publish(ref line, count);
        return count;
    }

    /// <summary>Sends as many bytes as is possible now.</summary>
    /// <returns>How many.</returns>
    internal int TrySend(ReadOnlySpan<byte> bytes)
    {
        ref SenderLine line = ref Memory.Header.Sender;
        EnterSender(ref line);
        int count = Math.Min(bytes.Length, FreeFor(ref line));
        int gate = Volatile.Read(ref line.Gate);
        if ((gate & ~Gate.Fence) != 0 && count > 0)
        {
            count = Admit(gate, count, 1, areOneMessage: true);
        }

        CopyIn(line.Position, bytes[..count]);
        Publish(ref line, count);
        return count;
    }

    /// <summary>Gets the bytes that may be received, where they lie: in one piece, or two.</summary>
    /// <param name="first">Those up to the end of the ring.</param>
    /// <param name="second">Those from its start.</param>
    internal void Peek(out Memory<byte> first, out Memory<byte> second)
    {
        int available = Available;
        int start = IndexOf(Memory.Header.Receiver.Position);
        int together = Math.Min(available, _bytes.Length - start);
        first = _bytes.Slice(start, together);
        second = _bytes[..(available - together)];
    }

    /// <summary>Receives bytes that were looked at, if it is the receiver's turn.</summary>
    /// <returns>Whether it was.</returns>
    internal bool Consume(Turn turn, int count)
    {
        ref ReceiverLine line = ref Memory.Header.Receiver;
        turn.Enter();
        bool isTurn = Gate.IsTurn(Volatile.Read(ref line.Gate), turn);
        Release(ref line, turn, isTurn ? count : 0);
        return isTurn;
    }

    internal override WaitingCaller ParkSender(bool hasThread, CancellationToken cancellationToken)
    {
        WaitingCaller caller = base.ParkSender(hasThread, cancellationToken);
        Memory.OnSenderParked();
        return caller;
    }

    internal override WaitingCaller ParkReceiver(bool hasThread, CancellationToken cancellationToken)
    {
        WaitingCaller caller = base.ParkReceiver(hasThread, cancellationToken);
        Memory.OnReceiverParked();
        return caller;
    }

    protected static void EnterSender(ref SenderLine line)
    {
        // With a fence: bytes go many at a time, and whoever waits may be another process.
        if (Interlocked.Exchange(ref line.Busy, 1) != 0)
        {
            throw new InvalidOperationException("Two send through an end of a wormhole at once; it has one sender at a time.");
        }
    }

    /// <summary>As <see cref="Free"/>, by a sender that has entered: if it is told of damage, it is done sending.</summary>
    protected int FreeFor(ref SenderLine line)
    {
        long used = line.Position - Received;
        if ((ulong)used > (ulong)_bytes.Length)
        {
            Volatile.Write(ref line.Busy, 0);
        }

        return _bytes.Length - Checked(used);
    }

    protected int IndexOf(long position) => (int)position & (_bytes.Length - 1);

    protected void CopyIn(long position, ReadOnlySpan<byte> bytes)
    {
        int start = IndexOf(position);
        int together = Math.Min(bytes.Length, _bytes.Length - start);
        Span<byte> ring = _bytes.Span;
        bytes[..together].CopyTo(ring[start..]);
        bytes[together..].CopyTo(ring);
    }

    protected void Publish(ref SenderLine line, int count)
    {
        Volatile.Write(ref line.Position, line.Position + count);
        Volatile.Write(ref line.Busy, 0);
        if (count > 0 && (Volatile.Read(ref line.Gate) & Gate.Fence) != 0)
        {
            Memory.WakeReceiver(Receivers);
        }
    }

    protected void Release(ref ReceiverLine line, Turn turn, int count)
    {
        if (count > 0)
        {
            Volatile.Write(ref line.Position, line.Position + count);
        }

        turn.Leave();
        if (count > 0 && (Volatile.Read(ref line.Gate) & Gate.Fence) != 0)
        {
            Memory.WakeSender(Senders);
        }
    }

    protected override void CloseForSenders(int gate)
    {
        Interlocked.Or(ref SenderGate, gate);
        Memory.WaitUntilHeeded(ref Memory.Header.Sender.Busy);
    }

    protected override void OpenForSenders(int gate) => Interlocked.And(ref SenderGate, ~gate);

    protected override void WakeAll()
    {
        base.WakeAll();
        Memory.Alert();
    }

    protected override void OnEnded(WormholeEndReason reason) => Memory.OnEnded(reason);

    private WarpEnding? EndingBeyond()
    {
        WormholeEndReason reason = Memory.EndedBeyond;
        return reason == WormholeEndReason.None ? null : new WarpEnding(reason, Next: null, Turn: null);
    }

    // Of memory that another process writes, nothing is taken on trust.
    private int Checked(long count) => (ulong)count <= (ulong)_bytes.Length
        ? (int)count
        : throw new InvalidDataException($"The ring holds {count} of at most {_bytes.Length} bytes: somebody has written over its header.");
}
