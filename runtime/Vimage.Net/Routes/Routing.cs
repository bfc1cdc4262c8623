using System.Net;

namespace Vimage.Net;

/// <summary>The routing table of the current vnet. (FreeBSD: <c>route(8)</c>.)</summary>
[VnetModule("route", DependsOn = ["net"])]
public static partial class Routing
{
    [Virtualized] private static readonly RouteTable rt_table = new();

    /// <summary>Gets the routes, in the order of their prefixes: a snapshot.</summary>
    public static IReadOnlyList<Route> Routes
    {
        get
        {
            using (Netisr.Current.Enter())
            {
                return V_rt_table.ToList();
            }
        }
    }

    /// <summary>Gets the destinations of the default route.</summary>
    public static IPNetwork Default { get; } = new(IPAddress.Any, 0);

    /// <summary>
    /// Adds a route by a gateway. Several for one destination share its flows. (<c>route add NET GATEWAY</c>)
    /// </summary>
    /// <param name="destination">The destinations.</param>
    /// <param name="gateway">A neighbour: an address in the network of an interface.</param>
    /// <returns>The route.</returns>
    /// <exception cref="NetworkException">The gateway is no neighbour (ENETUNREACH), or there is that route (EEXIST).</exception>
    public static Route Add(IPNetwork destination, IPAddress gateway)
    {
        uint number = Ipv4.FromAddress(gateway);
        using (Netisr.Current.Enter())
        {
            Route way = V_rt_table.Lookup(number) is { Kind: RouteKind.Connected } connected
                ? connected
                : throw new NetworkException(
                    "ENETUNREACH", Vnet.Current, destination.ToString(), $"A route to {destination} can't go by {gateway}, which is in the network of no interface.");
            return Add(new Route(Ipv4.FromAddress(destination.BaseAddress), destination.PrefixLength, RouteKind.Gateway, way.Interface, number));
        }
    }

    /// <summary>Adds a route on which packets end. (<c>route add -blackhole</c>, <c>-reject</c>)</summary>
    /// <param name="destination">The destinations.</param>
    /// <param name="kind"><see cref="RouteKind.Blackhole"/> or <see cref="RouteKind.Reject"/>.</param>
    /// <returns>The route.</returns>
    /// <exception cref="NetworkException">There is that route (EEXIST).</exception>
    public static Route AddEnd(IPNetwork destination, RouteKind kind)
    {
        if (kind is not (RouteKind.Blackhole or RouteKind.Reject))
        {
            throw new ArgumentException($"Packets do not end on a route of kind {kind}. (EINVAL)", nameof(kind));
        }

        using (Netisr.Current.Enter())
        {
            return Add(new Route(Ipv4.FromAddress(destination.BaseAddress), destination.PrefixLength, kind));
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
            if (!V_rt_table.Remove(route))
            {
                throw new NetworkException("ESRCH", Vnet.Current, route.ToString(), $"Vnet '{Vnet.Current}' has no route '{route}'.");
            }
        }
    }

    /// <summary>Returns the route to an address. (<c>route get</c>)</summary>
    /// <param name="destination">The address.</param>
    /// <returns>The route; <see langword="null"/> if there is none.</returns>
    public static Route? Get(IPAddress destination)
    {
        uint number = Ipv4.FromAddress(destination);
        using (Netisr.Current.Enter())
        {
            return V_rt_table.Lookup(number);
        }
    }

    internal static Route? Lookup(uint destination, uint flow) => V_rt_table.Lookup(destination, flow);

    internal static Route? Lookup(Vnet vnet, uint destination, uint flow) => INIT_VNET_ROUTE(vnet).V_rt_table.Lookup(destination, flow);

    internal static void AddConnected(InIfaddr address)
    {
        // Two interfaces in one network: the first one has the route, and the other takes it over.
        if (V_rt_table.RoutesOf(address.Network, address.PrefixLength).Length == 0)
        {
            V_rt_table.Add(new Route(address.Network, address.PrefixLength, RouteKind.Connected, address.Interface));
        }
    }

    internal static void RemoveConnected(InIfaddr address)
    {
        Route? own = Array.Find(
            V_rt_table.RoutesOf(address.Network, address.PrefixLength),
            each => each.Kind == RouteKind.Connected && each.Interface == address.Interface);
        if (own is null)
        {
            return;
        }

        V_rt_table.Remove(own);
        foreach (Route lost in V_rt_table.ToList())
        {
            if (lost.Interface == address.Interface && lost.GatewayNumber != 0 && (lost.GatewayNumber & address.Mask) == address.Network)
            {
                V_rt_table.Remove(lost);
            }
        }

        foreach (InIfaddr other in Ip.V_in_ifaddrhash.Values)
        {
            if (other.Network == address.Network && other.PrefixLength == address.PrefixLength)
            {
                AddConnected(other);
                return;
            }
        }
    }

    /// <summary>Removes every route by an interface.</summary>
    internal static void Purge(Ifnet @interface)
    {
        foreach (Route route in V_rt_table.ToList())
        {
            if (route.Interface == @interface)
            {
                V_rt_table.Remove(route);
            }
        }
    }

    /// <summary>Does as an ICMP redirect says, if it comes from the gateway that it is about. (FreeBSD: <c>rib_add_redirect</c>.)</summary>
    internal static bool TryRedirect(uint destination, uint gateway, uint from)
    {
        if (V_rt_table.Lookup(destination) is not { } route
            || route.GatewayNumber != from
            || V_rt_table.Lookup(gateway) is not { Kind: RouteKind.Connected } way
            || way.Interface != route.Interface
            || Ip.V_in_ifaddrhash.ContainsKey(gateway))
        {
            return false;
        }

        if (route.Kind == RouteKind.Redirected)
        {
            V_rt_table.Remove(route);
        }

        V_rt_table.Add(new Route(destination, 32, RouteKind.Redirected, way.Interface, gateway));
        return true;
    }

    private static Route Add(Route route)
    {
        foreach (Route other in V_rt_table.RoutesOf(route.Prefix, route.PrefixLength))
        {
            if (other.Kind != RouteKind.Gateway || route.Kind != RouteKind.Gateway || other.GatewayNumber == route.GatewayNumber)
            {
                throw new NetworkException("EEXIST", Vnet.Current, route.ToString(), $"A route '{route}' can't be added: there is '{other}'.");
            }
        }

        V_rt_table.Add(route);
        return route;
    }
}
