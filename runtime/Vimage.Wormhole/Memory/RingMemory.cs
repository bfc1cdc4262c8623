namespace Vimage.Wormholes;

/// <summary>Where a ring of bytes lies, and how its two sides, which may be in two processes, tell each other something.</summary>
internal abstract class RingMemory
{
    /// <summary>Gets what both sides know.</summary>
    internal abstract ref RingHeader Header { get; }

    /// <summary>Gets the bytes of the ring; a power of two of them.</summary>
    internal abstract Memory<byte> Bytes { get; }

    /// <summary>Gets a value indicating whether waking the other side takes the kernel.</summary>
    internal virtual bool IsShared => false;

    /// <summary>Gets how the other side has ended the ring, if it is in another process.</summary>
    internal virtual WormholeEndReason EndedBeyond => WormholeEndReason.None;

    /// <summary>The receiver is about to wait; called before it looks once more.</summary>
    internal virtual void OnReceiverParked()
    {
    }

    /// <summary>A sender is about to wait; called before it looks once more.</summary>
    internal virtual void OnSenderParked()
    {
    }

    /// <summary>The ring has ended here.</summary>
    internal virtual void OnEnded(WormholeEndReason reason)
    {
    }

    /// <summary>Something has changed that the other side, if it is in another process, is to see.</summary>
    internal virtual void Alert()
    {
    }

    /// <summary>Wakes the receiver, by a sender that has just sent.</summary>
    internal virtual void WakeReceiver(Parking receivers) => receivers.WakeAfterFence(1);

    /// <summary>Wakes a sender, by the receiver that has just received.</summary>
    internal virtual void WakeSender(Parking senders) => senders.WakeAfterFence(1);

    /// <summary>Returns when whoever was busy is done, or can't be any more.</summary>
    internal virtual void WaitUntilHeeded(ref int busy) => Gate.WaitUntilHeeded(ref busy);
}
