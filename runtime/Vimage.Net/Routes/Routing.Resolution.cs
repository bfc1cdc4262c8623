using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Where packets go that the vnet itself sends.</content>
public static partial class Routing
{
    /// <summary>Finds the interface, the neighbour and the source address for a destination. (FreeBSD: <c>in_pcbladdr</c>, <c>ip_output</c>.)</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="source">The address that the sender has chosen; 0 if it leaves the choice.</param>
    /// <param name="flow">What keeps the packets of one flow on one of several ways.</param>
    /// <param name="target">The answer.</param>
    internal static SocketError Resolve(InAddress destination, InAddress source, uint flow, out RouteTarget target) =>
        Resolve(destination, source, flow, 0, out target);

    /// <summary>The same by a table other than the first.</summary>
    internal static SocketError Resolve(InAddress destination, InAddress source, uint flow, int fib, out RouteTarget target) =>
        destination.IsIpv4 ? Resolve(destination.Ipv4, source.Ipv4, flow, fib, out target) : Resolve6(destination, source, flow, fib, out target);

    private static SocketError Resolve(uint destination, uint source, uint flow, int fib, out RouteTarget target)
    {
        target = default;
        if (Ip.V_in_ifaddrhash.TryGetValue(destination, out InIfaddr? own))
        {
            target = new RouteTarget(Ifnet.Loopback, destination, own.Address);
            return SocketError.Success;
        }

        if (destination == Ipv4.Broadcast || Ipv4.IsMulticast(destination))
        {
            return ResolveGroup(destination, source, fib, out target);
        }

        if (Lookup(destination, flow, fib) is not { } route)
        {
            return SocketError.NetworkUnreachable;
        }

        if (route.Interface is null || AddressFor(route, destination) is not { } address)
        {
            return SocketError.HostUnreachable;
        }

        bool isBroadcast = route.Kind == RouteKind.Connected && address.IsBroadcast(destination);
        uint nextHop = route.GatewayNumber == 0 ? destination : route.GatewayNumber;
        target = new RouteTarget(route.Interface, nextHop, address.Address, isBroadcast);
        return SocketError.Success;
    }

    // By the interface of the source, or that of the default route, or the first that can.
    private static SocketError ResolveGroup(uint destination, uint source, int fib, out RouteTarget target)
    {
        InIfaddr? address = null;
        if (source != 0)
        {
            Ip.V_in_ifaddrhash.TryGetValue(source, out address);
        }

        address ??= Lookup(destination, 0, fib) is { Interface: not null } route ? AddressFor(route, destination) : null;
        address ??= FirstBroadcasting();
        if (address is null)
        {
            target = default;
            return SocketError.NetworkUnreachable;
        }

        target = new RouteTarget(address.Interface, destination, address.Address, destination == Ipv4.Broadcast);
        return SocketError.Success;
    }

    private static InIfaddr? FirstBroadcasting()
    {
        foreach (Ifnet @interface in Ifnet.Local)
        {
            if (@interface.IsUp && (@interface.Flags & IfFlags.Broadcast) != 0 && @interface.InAddresses.Count > 0)
            {
                return @interface.InAddresses[0];
            }
        }

        return null;
    }

    // The interface's address in the network of the next hop, or its first one.
    private static InIfaddr? AddressFor(Route route, uint destination)
    {
        List<InIfaddr> addresses = route.Interface!.InAddresses;
        uint nextHop = route.GatewayNumber == 0 ? destination : route.GatewayNumber;
        foreach (InIfaddr address in addresses)
        {
            if ((nextHop & address.Mask) == address.Network)
            {
                return address;
            }
        }

        return addresses.Count == 0 ? null : addresses[0];
    }
}
