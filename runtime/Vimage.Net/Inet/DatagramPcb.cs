using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>One end of UDP or raw IP, and what has come for it. (FreeBSD: <c>struct inpcb</c> with the receive buffer of its socket.)</summary>
internal sealed class DatagramPcb : Inpcb
{
    /// <summary>(FreeBSD: <c>net.inet.udp.recvspace</c>.)</summary>
    private const int DefaultReceiveSpace = 42080;

    // A datagram without bytes takes memory too.
    private const int BookkeepingSize = 64;

    private readonly Queue<Datagram> _received = new();

    /// <exception cref="VnetQuotaException">The vnet has as many buffers as it may.</exception>
    internal DatagramPcb(Vnet vnet, Netisr netisr, AddressFamily family, byte protocol)
        : base(vnet, netisr, family, protocol)
    {
        SetReceiveSpace(DefaultReceiveSpace);
    }

    /// <summary>Gets or sets a value indicating whether what a raw socket sends begins with an IP header.</summary>
    internal bool IncludesHeader { get; set; }

    /// <summary>Gets or sets the groups that it is in.</summary>
    internal SocketMemberships? Memberships { get; set; }

    /// <summary>Gets or sets the time to live, or the hop limit, of what is sent to groups.</summary>
    internal byte MulticastTimeToLive { get; set; } = 1;

    /// <summary>Gets or sets a value indicating whether members on this host get what is sent to groups.</summary>
    internal bool LoopsBack { get; set; } = true;

    /// <summary>Gets the index of the interface that packets to groups leave by; 0 if none was chosen.</summary>
    internal int MulticastInterfaceIndex { get; private set; }

    /// <summary>Gets that interface, if it is still there.</summary>
    internal Ifnet? MulticastInterface
    {
        get => field is { IsDestroyed: false } && field.Vnet == Vnet && field.Index == MulticastInterfaceIndex ? field : null;
        private set;
    }

    /// <summary>Gets the bytes that the receive buffer takes.</summary>
    internal int ReceiveSpace { get; private set; }

    internal int Queued { get; private set; }

    /// <summary>Gets the bytes of the datagram that is read next.</summary>
    internal override int Available => _received.TryPeek(out Datagram first) ? first.Packet.Length : 0;

    internal override bool IsReadable => _received.Count > 0 || Error != SocketError.Success;

    /// <summary>Takes a datagram; <see langword="false"/> if the buffer is full.</summary>
    internal bool TryAppend(in Datagram datagram)
    {
        int size = datagram.Packet.Length + BookkeepingSize;
        if (IsClosed || Queued + size > ReceiveSpace)
        {
            return false;
        }

        Queued += size;
        _received.Enqueue(datagram);
        Readers.WakeOne(Netisr);
        return true;
    }

    internal bool TryTake(bool peeks, out Datagram datagram)
    {
        if (peeks)
        {
            return _received.TryPeek(out datagram);
        }

        if (!_received.TryDequeue(out datagram))
        {
            return false;
        }

        Queued -= datagram.Packet.Length + BookkeepingSize;
        return true;
    }

    /// <summary>Chooses the interface that packets to groups leave by; none leaves that to the routes.</summary>
    internal void SetMulticastInterface(Ifnet? @interface) =>
        (MulticastInterface, MulticastInterfaceIndex) = (@interface, @interface?.Index ?? 0);

    /// <summary>Returns whether a packet to a group is for it (RFC 3678): it has joined the group there, and wants the source.</summary>
    internal bool Wants(Ifnet @interface, InAddress group, InAddress source) =>
        Memberships is not null
        && Memberships.Wants(@interface, group, source)
        && (LocalAddress.IsAny ? Speaks(group) : LocalAddress == group || LocalAddress == group.WithoutZone());

    /// <summary>Gives the receive buffer a size.</summary>
    /// <exception cref="VnetQuotaException">The vnet has as many buffers as it may. Nothing has changed.</exception>
    internal void SetReceiveSpace(int bytes)
    {
        _buffers.Resize(bytes);
        ReceiveSpace = bytes;
    }

    internal void SetError(SocketError error)
    {
        Error = error;
        Readers.WakeOne(Netisr);
    }

    internal void Close()
    {
        IsClosed = true;
        while (_received.TryDequeue(out Datagram datagram))
        {
            datagram.Packet.Free();
        }

        Queued = 0;
        _buffers.Resize(0);
        Readers.WakeAll(Netisr);
    }
}
