namespace Vimage.Wormholes;

/// <summary>A ring of bytes that two processes look at.</summary>
internal sealed class SharedMemory : RingMemory
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly MappedBytes _file;
    private readonly int _offset;
    private readonly Doorbell _doorbell;

    private SharedMemory(MappedBytes file, int offset, int capacity, Doorbell doorbell)
    {
        _file = file;
        _offset = offset;
        _doorbell = doorbell;
        Bytes = file.Memory.Slice(offset + RingHeader.Size, capacity);
    }

    internal override ref RingHeader Header => ref _file.HeaderAt(_offset);

    internal override Memory<byte> Bytes { get; }

    internal override bool IsShared => true;

    internal override WormholeEndReason EndedBeyond => (WormholeEndReason)Volatile.Read(ref Header.Ending);

    /// <summary>Makes a ring where nothing is yet.</summary>
    internal static SharedMemory Create(MappedBytes file, int offset, int capacity, Doorbell doorbell)
    {
        ref RingHeader header = ref file.HeaderAt(offset);
        header.Magic = RingHeader.CurrentMagic;
        header.Capacity = capacity;

        // A fence on all processors reaches those of this process only.
        header.Sender.Gate = Gate.Fence;
        header.Receiver.Gate = Gate.Fence;
        return new SharedMemory(file, offset, capacity, doorbell);
    }

    /// <summary>Finds the ring that the other process has made.</summary>
    /// <exception cref="InvalidDataException">There is none of this layout and capacity.</exception>
    internal static SharedMemory Open(MappedBytes file, int offset, int capacity, Doorbell doorbell)
    {
        ref RingHeader header = ref file.HeaderAt(offset);
        return header.Magic == RingHeader.CurrentMagic && header.Capacity == capacity
            ? new SharedMemory(file, offset, capacity, doorbell)
            : throw new InvalidDataException(
                "The other process has made a ring that this one does not understand. Both must use the same version of Vimage.Wormhole.");
    }

    internal override void OnReceiverParked() => Interlocked.Exchange(ref Header.ReceiverParked, 1);

    internal override void OnSenderParked() => Interlocked.Exchange(ref Header.SenderParked, 1);

    internal override void OnEnded(WormholeEndReason reason) =>
        Interlocked.CompareExchange(ref Header.Ending, (int)reason, (int)WormholeEndReason.None);

    internal override void Alert() => _doorbell.Ring();

    internal override void WakeReceiver(Parking receivers)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref Header.ReceiverParked) != 0 && Interlocked.Exchange(ref Header.ReceiverParked, 0) != 0)
        {
            _doorbell.Ring();
        }
    }

    internal override void WakeSender(Parking senders)
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref Header.SenderParked) != 0 && Interlocked.Exchange(ref Header.SenderParked, 0) != 0)
        {
            _doorbell.Ring();
        }
    }

    // A process that was killed in the middle of it is busy for ever, and one that was stopped for long.
    internal override void WaitUntilHeeded(ref int busy)
    {
        Interlocked.MemoryBarrier();
        SpinWait spinner = default;
        long start = Environment.TickCount64;
        while (Volatile.Read(ref busy) != 0 && _doorbell.IsPeerAlive && Environment.TickCount64 - start < s_patience.TotalMilliseconds)
        {
            spinner.SpinOnce();
        }
    }
}
