using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// One end of what UDP or raw IP carries: its addresses, its options, and what has come for it. Under the lock of the domain.
/// (FreeBSD: <c>struct inpcb</c> with the receive buffer of its socket.)
/// </summary>
internal sealed class Inpcb(Vnet vnet, Netisr netisr, byte protocol)
{
    /// <summary>(FreeBSD: <c>net.inet.udp.recvspace</c>.)</summary>
    private const int DefaultReceiveSpace = 42080;

    // A datagram without bytes takes memory too.
    private const int BookkeepingSize = 64;

    private readonly Queue<Datagram> _received = new();
    private readonly LinkedList<ReadWaiter> _waiters = new();

    internal Vnet Vnet { get; } = vnet;

    internal Netisr Netisr { get; } = netisr;

    internal byte Protocol { get; } = protocol;

    internal uint LocalAddress { get; set; }

    internal ushort LocalPort { get; set; }

    internal uint RemoteAddress { get; set; }

    internal ushort RemotePort { get; set; }

    internal bool IsConnected { get; set; }

    internal bool IsClosed { get; private set; }

    internal bool AllowsBroadcast { get; set; }

    internal bool ReusesAddress { get; set; }

    internal bool DontFragment { get; set; }

    internal bool IncludesHeader { get; set; }

    internal int? TimeToLive { get; set; }

    internal byte TypeOfService { get; set; }

    internal int ReceiveSpace { get; set; } = DefaultReceiveSpace;

    internal int Queued { get; private set; }

    /// <summary>Gets the bytes of the datagram that is read next.</summary>
    internal int Available => _received.TryPeek(out Datagram first) ? first.Packet.Length : 0;

    internal bool IsReadable => _received.Count > 0 || Error != SocketError.Success;

    /// <summary>Gets an error that came back for what was sent; whoever calls next is told. (<c>so_error</c>)</summary>
    internal SocketError Error { get; private set; }

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
        WakeOne();
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

    internal void SetError(SocketError error)
    {
        Error = error;
        WakeOne();
    }

    internal SocketError TakeError()
    {
        SocketError error = Error;
        Error = SocketError.Success;
        return error;
    }

    internal void Add(ReadWaiter waiter) => waiter.Node = _waiters.AddLast(waiter);

    /// <summary>Takes a waiter out of line; <see langword="false"/> if it was told already.</summary>
    internal bool Remove(ReadWaiter waiter)
    {
        if (waiter.Node is not { } node)
        {
            return false;
        }

        _waiters.Remove(node);
        waiter.Node = null;
        return true;
    }

    internal void Close()
    {
        IsClosed = true;
        while (_received.TryDequeue(out Datagram datagram))
        {
            datagram.Packet.Free();
        }

        Queued = 0;
        while (_waiters.Count > 0)
        {
            WakeOne();
        }
    }

    private void WakeOne()
    {
        if (_waiters.First is { } first)
        {
            Remove(first.Value);
            Netisr.Complete(first.Value);
        }
    }
}
