using System.Net.Sockets;

namespace Vimage.Wormholes;

/// <summary>The two rings of a wormhole between two processes, one for each direction, and their doorbell.</summary>
internal sealed class SharedRings : IDisposable
{
    private readonly Doorbell _doorbell;

    private SharedRings(Doorbell doorbell, SharedMemory outgoing, SharedMemory incoming)
    {
        _doorbell = doorbell;
        Outgoing = outgoing;
        Incoming = incoming;
    }

    internal SharedMemory Outgoing { get; }

    internal SharedMemory Incoming { get; }

    public void Dispose() => _doorbell.Dispose();

    /// <summary>The bytes of a file for both.</summary>
    internal static int FileLength(int capacity) => 2 * (RingHeader.Size + capacity);

    /// <summary>As the process that has made the file.</summary>
    internal static SharedRings Create(MappedBytes file, int capacity, Socket socket)
    {
        Doorbell doorbell = new(socket);
        SharedMemory first = SharedMemory.Create(file, 0, capacity, doorbell);
        return new SharedRings(doorbell, first, SharedMemory.Create(file, RingHeader.Size + capacity, capacity, doorbell));
    }

    /// <summary>As the process that was told of it.</summary>
    internal static SharedRings Open(MappedBytes file, int capacity, Socket socket)
    {
        Doorbell doorbell = new(socket);
        SharedMemory first = SharedMemory.Open(file, 0, capacity, doorbell);
        return new SharedRings(doorbell, SharedMemory.Open(file, RingHeader.Size + capacity, capacity, doorbell), first);
    }

    /// <summary>Wakes those who wait at the warps over these rings whenever the other process rings; ends them when it is gone.</summary>
    internal async Task AttendAsync(Warp outgoing, Warp incoming)
    {
        bool isPeerGone = await _doorbell.ListenAsync(WakeAll).ConfigureAwait(false);
        if (isPeerGone)
        {
            // What it had sent is in the ring; if it had closed its end, the ring says so, and not this.
            outgoing.End(WormholeEndReason.PeerDied);
            incoming.End(WormholeEndReason.PeerDied);
        }

        WakeAll();

        void WakeAll()
        {
            incoming.Receivers.WakeAll();
            outgoing.Senders.WakeAll();
        }
    }
}
