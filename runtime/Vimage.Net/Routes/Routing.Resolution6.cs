using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Where packets of IPv6 go that the vnet itself sends. (FreeBSD: <c>in6_selectroute</c>.)</content>
public static partial class Routing
{
    private static SocketError Resolve6(InAddress destination, InAddress source, uint flow, int fib, out RouteTarget target)
    {
        target = default;
        if (Ip6.V_in6_ifaddrhash.TryGetValue(destination, out In6Ifaddr? own) && own.IsUsable)
        {
            target = new RouteTarget(Ifnet.Loopback, destination, own.Address);
            return SocketError.Success;
        }

        if (destination.IsMulticast)
        {
            return ResolveGroup6(destination, source, fib, out target);
        }

        if (Lookup(destination, flow, fib) is not { } route)
        {
            return destination.IsLinkLocal ? SocketError.HostUnreachable : SocketError.NetworkUnreachable;
        }

        if (route.Interface is not { } @interface || (source.Zone != 0 && source.Zone != @interface.Index))
        {
            return SocketError.HostUnreachable;
        }

        InAddress from = source;
        if (source.IsAny && !SourceSelection.TryChoose(destination, @interface, out from))
        {
            return SocketError.AddressNotAvailable;
        }

        target = new RouteTarget(@interface, route.GatewayAddress.IsAny ? destination : route.GatewayAddress, from);
        return SocketError.Success;
    }

    /// <summary>Makes the default route lead by a router that has advertised itself; or by none.</summary>
    internal static void SetAdvertised(Ifnet? @interface, InAddress router)
    {
        RouteTable table = TableOf(@interface?.Fib ?? 0);
        foreach (RouteTable each in V_rt_tables)
        {
            foreach (Route route in each.RoutesOf(InAddress.Any, 0))
            {
                if (route.Kind != RouteKind.Advertised)
                {
                    continue;
                }

                if (each == table && route.GatewayAddress == router)
                {
                    return;
                }

                each.Remove(route);
            }
        }

        // One that somebody has set counts more.
        if (@interface is not null && table.RoutesOf(InAddress.Any, 0).Length == 0)
        {
            table.Add(new Route(InAddress.Any, 0, RouteKind.Advertised, @interface, router, @interface.Fib));
        }
    }

    // By the interface of the zone, that of the source, that of a route, or the first that can.
    private static SocketError ResolveGroup6(InAddress group, InAddress source, int fib, out RouteTarget target)
    {
        target = default;
        Ifnet? @interface = group.Zone != 0 ? Ifnet.ByIndex(group.Zone)
            : Ip6.V_in6_ifaddrhash.TryGetValue(source, out In6Ifaddr? own) ? own.Interface
            : Lookup(group, 0, fib)?.Interface ?? Ifnet.Local.Find(static each => each.IsUp && each.IsIpv6Enabled && (each.Flags & IfFlags.Loopback) == 0);
        if (@interface is null)
        {
            return SocketError.NetworkUnreachable;
        }

        InAddress zoned = group.WithZone(@interface.Index);
        InAddress from = source;
        if (source.IsAny && !SourceSelection.TryChoose(zoned, @interface, out from))
        {
            return SocketError.AddressNotAvailable;
        }

        target = new RouteTarget(@interface, zoned, from);
        return SocketError.Success;
    }
}
