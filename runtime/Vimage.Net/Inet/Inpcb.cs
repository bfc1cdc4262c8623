using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>
/// One end of what a transport protocol carries: its addresses, and how what it sends is to go. Under the lock of the domain.
/// (FreeBSD: <c>struct inpcb</c>.)
/// </summary>
internal abstract class Inpcb(Vnet vnet, Netisr netisr, AddressFamily family, byte protocol)
{
    private protected BufferReservation _buffers = new(vnet);

    internal Vnet Vnet { get; } = vnet;

    internal Netisr Netisr { get; } = netisr;

    internal AddressFamily Family { get; } = family;

    internal byte Protocol { get; } = protocol;

    internal InAddress LocalAddress { get; set; } = AnyOf(family);

    internal ushort LocalPort { get; set; }

    internal InAddress RemoteAddress { get; set; } = AnyOf(family);

    internal ushort RemotePort { get; set; }

    /// <summary>Gets or sets a value indicating whether there is a remote address and port, of which alone it hears.</summary>
    internal bool IsConnected { get; set; }

    /// <summary>Gets or sets a value indicating whether one of IPv6 speaks IPv4 too. (FreeBSD: not <c>IN6P_IPV6_V6ONLY</c>.)</summary>
    internal bool IsDualMode { get; set; }

    /// <summary>Gets a value indicating whether whoever made it has no more use for it.</summary>
    internal bool IsClosed { get; private protected set; }

    internal bool AllowsBroadcast { get; set; }

    internal bool ReusesAddress { get; set; }

    internal bool DontFragment { get; set; }

    /// <summary>Gets or sets the time to live, or the hop limit; the vnet's unless given.</summary>
    internal int? TimeToLive { get; set; }

    /// <summary>Gets or sets the type of service, or the traffic class.</summary>
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

    /// <summary>Returns whether it has an address for itself, or any of its family.</summary>
    internal bool Hears(InAddress local) => LocalAddress.IsAny ? Speaks(local) : LocalAddress == local;

    /// <summary>Returns whether it can have to do with an address of that family.</summary>
    internal bool Speaks(InAddress address) => address.IsIpv4 ? LocalAddress.IsIpv4 || IsDualMode : !LocalAddress.IsIpv4;

    /// <summary>Returns whether two can't be told apart by their own addresses, as they would be with these.</summary>
    internal bool Overlaps(InAddress address, Inpcb other)
    {
        if (!address.IsAny && !other.LocalAddress.IsAny)
        {
            return address == other.LocalAddress;
        }

        bool isForIpv4 = address.IsIpv4 || (IsDualMode && address.IsAny);
        bool isOtherForIpv4 = other.LocalAddress.IsIpv4 || (other.IsDualMode && other.LocalAddress.IsAny);
        return (isForIpv4 && isOtherForIpv4) || (!address.IsIpv4 && !other.LocalAddress.IsIpv4);
    }

    internal SocketError TakeError()
    {
        SocketError error = Error;
        Error = SocketError.Success;
        return error;
    }

    private static InAddress AnyOf(AddressFamily family) => family == AddressFamily.InterNetwork ? (InAddress)Ipv4.Any : InAddress.Any;
}
