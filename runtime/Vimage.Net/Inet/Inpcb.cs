using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// One end of what a transport protocol carries: its addresses, and how what it sends is to go. Under the lock of the domain.
/// (FreeBSD: <c>struct inpcb</c>.)
/// </summary>
internal abstract class Inpcb(Vnet vnet, Netisr netisr, byte protocol)
{
    private protected BufferReservation _buffers = new(vnet);

    internal Vnet Vnet { get; } = vnet;

    internal Netisr Netisr { get; } = netisr;

    internal byte Protocol { get; } = protocol;

    internal uint LocalAddress { get; set; }

    internal ushort LocalPort { get; set; }

    internal uint RemoteAddress { get; set; }

    internal ushort RemotePort { get; set; }

    /// <summary>Gets or sets a value indicating whether there is a remote address and port, of which alone it hears.</summary>
    internal bool IsConnected { get; set; }

    /// <summary>Gets a value indicating whether whoever made it has no more use for it.</summary>
    internal bool IsClosed { get; private protected set; }

    internal bool AllowsBroadcast { get; set; }

    internal bool ReusesAddress { get; set; }

    internal bool DontFragment { get; set; }

    internal int? TimeToLive { get; set; }

    internal byte TypeOfService { get; set; }

    /// <summary>Gets or sets the priority of what it sends that a tag of the link layer says. (<c>INP_2PCP_SET</c>)</summary>
    internal int? PriorityCodePoint { get; set; }

    /// <summary>Gets or sets the number of the routing table that what it sends goes by. (<c>inp_fibnum</c>)</summary>
    internal int Fib { get; set; }

    /// <summary>Gets the bytes that can be read at once.</summary>
    internal abstract int Available { get; }

    /// <summary>Gets a value indicating whether a read has an answer now.</summary>
    internal abstract bool IsReadable { get; }

    /// <summary>Gets those who wait until it is readable.</summary>
    internal WaiterList Readers { get; } = new();

    /// <summary>Gets an error that came back for what was sent; whoever calls next is told. (<c>so_error</c>)</summary>
    internal SocketError Error { get; private protected set; }

    internal SocketError TakeError()
    {
        SocketError error = Error;
        Error = SocketError.Success;
        return error;
    }
}
