using System.Net;

namespace Vimage.Net;

/// <summary>The routing tables of the current vnet. (FreeBSD: <c>route(8)</c>, <c>setfib(1)</c>.)</summary>
[VnetModule("route", DependsOn = ["net"])]
public static partial class Routing
{
    /// <summary>Gets the routes of the first table, in the order of their prefixes: a snapshot.</summary>
    public static IReadOnlyList<Route> Routes => RoutesOf(0);

    /// <summary>Gets the destinations of the default route.</summary>
    public static IPNetwork Default { get; } = new(IPAddress.Any, 0);

    /// <summary>Gets those of IPv6.</summary>
    public static IPNetwork Default6 { get; } = new(IPAddress.IPv6Any, 0);

    /// <summary>
    /// Adds a route by a gateway. Several for one destination share its flows. (<c>route add NET GATEWAY</c>)
    /// </summary>
    /// <param name="destination">The destinations.</param>
    /// <param name="gateway">A neighbour: an address in the network of an interface, by the same table.</param>
    /// <param name="fib">The table.</param>
    /// <returns>The route.</returns>
    /// <exception cref="NetworkException">
    /// The gateway is no neighbour (ENETUNREACH), there is that route (EEXIST), or not that table (EINVAL).
    /// </exception>
    public static Route Add(IPNetwork destination, IPAddress gateway, int fib = 0)
    {
        InAddress number = InAddress.From(gateway);
        using (Netisr.Current.Enter())
        {
            Route way = TableOf(fib).Lookup(number) is { Kind: RouteKind.Connected } connected
                ? connected
                : throw new NetworkException(
                    "ENETUNREACH", Vnet.Current, destination.ToString(), $"A route to {destination} can't go by {gateway}, which is in the network of no interface.");
            return Add(new Route(InAddress.From(destination.BaseAddress), destination.PrefixLength, RouteKind.Gateway, way.Interface, number, fib));
        }
    }

    /// <summary>
    /// Adds a route by an interface to whoever is on its link. The network of an address of the interface has one in the
    /// interface's own table without that. (<c>route add NET -interface X</c>)
    /// </summary>
    /// <param name="destination">The destinations.</param>
    /// <param name="interface">An interface of the vnet.</param>
    /// <param name="fib">The table.</param>
    /// <returns>The route; it goes with the interface's address.</returns>
    /// <exception cref="NetworkException">
    /// The interface is in another vnet (ENXIO), there is that route (EEXIST), or not that table (EINVAL).
    /// </exception>
    public static Route Add(IPNetwork destination, Ifnet @interface, int fib = 0)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (Netisr.Current.Enter())
        {
            Ifnet.ThrowUnlessHere(@interface);
            return Add(new Route(InAddress.From(destination.BaseAddress), destination.PrefixLength, RouteKind.Connected, @interface, fib: fib));
        }
    }

    /// <summary>Adds a route on which packets end. (<c>route add -blackhole</c>, <c>-reject</c>)</summary>
    /// <param name="destination">The destinations.</param>
    /// <param name="kind"><see cref="RouteKind.Blackhole"/> or <see cref="RouteKind.Reject"/>.</param>
    /// <param name="fib">The table.</param>
    /// <returns>The route.</returns>
    /// <exception cref="NetworkException">There is that route (EEXIST), or not that table (EINVAL).</exception>
    public static Route AddEnd(IPNetwork destination, RouteKind kind, int fib = 0)
    {
        if (kind is not (RouteKind.Blackhole or RouteKind.Reject))
        {
            throw new ArgumentException($"Packets do not end on a route of kind {kind}. (EINVAL)", nameof(kind));
        }

        using (Netisr.Current.Enter())
        {
            return Add(new Route(InAddress.From(destination.BaseAddress), destination.PrefixLength, kind, fib: fib));
        }
    }

    /// <summary>Removes a route. (<c>route delete</c>)</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetworkException">There is none (ESRCH).</exception>
    public static void Remove(Route route)
    {
        ArgumentNullException.ThrowIfNull(route);
        using (Netisr.Current.Enter())
        {
            if (!TableOf(route.Fib).Remove(route))
            {
                throw new NetworkException("ESRCH", Vnet.Current, route.ToString(), $"Vnet '{Vnet.Current}' has no route '{route}'.");
            }
        }
    }

    /// <summary>Returns the route to an address. (<c>route get</c>)</summary>
    /// <param name="destination">The address.</param>
    /// <param name="fib">The table.</param>
    /// <returns>The route; <see langword="null"/> if there is none.</returns>
    /// <exception cref="NetworkException">There is not that table (EINVAL).</exception>
    public static Route? Get(IPAddress destination, int fib = 0)
    {
        InAddress number = InAddress.From(destination);
        using (Netisr.Current.Enter())
        {
            return TableOf(fib).Lookup(number);
        }
    }

    /// <summary>Returns the route to an address for packets of a table; of several, the one for a flow.</summary>
    internal static Route? Lookup(uint destination, uint flow, int fib) => Lookup(V_rt_tables, destination, flow, fib);

    /// <inheritdoc cref="Lookup(uint, uint, int)"/>
    internal static Route? Lookup(InAddress destination, uint flow, int fib) =>
        (uint)fib < (uint)V_rt_tables.Length ? V_rt_tables[fib].Lookup(destination, flow) : null;

    /// <summary>The same for a vnet that is current and at hand.</summary>
    internal static Route? Lookup(Vnet vnet, uint destination, uint flow, int fib) =>
        Lookup(INIT_VNET_ROUTE(vnet).V_rt_tables, destination, flow, fib);

    /// <inheritdoc cref="Lookup(Vnet, uint, uint, int)"/>
    internal static Route? Lookup(Vnet vnet, InAddress destination, uint flow, int fib)
    {
        RouteTable[] tables = INIT_VNET_ROUTE(vnet).V_rt_tables;
        return (uint)fib < (uint)tables.Length ? tables[fib].Lookup(destination, flow) : null;
    }

    /// <summary>Does as an ICMP redirect says, if it comes from the gateway that it is about. (FreeBSD: <c>rib_add_redirect</c>.)</summary>
    /// <param name="destination">What it is about.</param>
    /// <param name="gateway">Where that is to go; the destination itself if it is on the link (RFC 4861, 8).</param>
    /// <param name="from">Who says so.</param>
    /// <param name="fib">The table.</param>
    internal static bool TryRedirect(InAddress destination, InAddress gateway, InAddress from, int fib)
    {
        RouteTable table = TableOf(fib);
        bool isOnLink = gateway == destination;
        if (table.Lookup(destination) is not { } route
            || route.GatewayAddress != from
            || (!isOnLink && (table.Lookup(gateway) is not { Kind: RouteKind.Connected } way || way.Interface != route.Interface))
            || Inet.IsOwn(gateway))
        {
            return false;
        }

        if (route.Kind == RouteKind.Redirected)
        {
            table.Remove(route);
        }

        int bits = destination.IsIpv4 ? 32 : InAddress.Bits;
        table.Add(new Route(destination, bits, RouteKind.Redirected, route.Interface, isOnLink ? InAddress.Any : gateway, fib));
        return true;
    }

    // A table that nothing was ever put into is as good as empty.
    private static Route? Lookup(RouteTable[] tables, uint destination, uint flow, int fib) =>
        (uint)fib < (uint)tables.Length ? tables[fib].Lookup(destination, flow) : null;

    private static Route Add(Route route)
    {
        RouteTable table = TableOf(route.Fib);
        foreach (Route other in table.RoutesOf(route.Prefix, route.PrefixLength))
        {
            if (other.Kind != RouteKind.Gateway || route.Kind != RouteKind.Gateway || other.GatewayAddress == route.GatewayAddress)
            {
                throw new NetworkException("EEXIST", Vnet.Current, route.ToString(), $"A route '{route}' can't be added: there is '{other}'.");
            }
        }

        table.Add(route);
        return route;
    }
}
