namespace Vimage.Net;

/// <content>Routes that come and go with the addresses of interfaces.</content>
public static partial class Routing
{
    /// <summary>Adds the route to the network that an address is in. (FreeBSD: <c>ifa_handle_rtaddr</c>.)</summary>
    internal static void AddConnected(InIfaddr address) => AddConnected(address.Interface, address.Network, address.PrefixLength);

    /// <inheritdoc cref="AddConnected(InIfaddr)"/>
    internal static void AddConnected(In6Ifaddr address) => AddConnected(address.Interface, address.Network, address.PrefixLength);

    /// <summary>Adds the route to a network that is on the link of an interface.</summary>
    internal static void AddConnected(Ifnet @interface, InAddress network, int prefixLength)
    {
        (int first, int last) = V_rt_add_addr_allfibs ? (0, FibCount - 1) : (@interface.Fib, @interface.Fib);
        for (int fib = first; fib <= last; fib++)
        {
            // Two interfaces in one network: the first one has the route, and the other takes it over.
            RouteTable table = TableOf(fib);
            if (table.RoutesOf(network, prefixLength).Length == 0)
            {
                table.Add(new Route(network, prefixLength, RouteKind.Connected, @interface, fib: fib));
            }
        }
    }

    /// <summary>Removes that route, wherever it is, and those by gateways in that network.</summary>
    internal static void RemoveConnected(InIfaddr address)
    {
        if (!TryRemoveConnected(address.Interface, address.Network, address.PrefixLength))
        {
            return;
        }

        foreach (InIfaddr other in Ip.V_in_ifaddrhash.Values)
        {
            if (other.Network == address.Network && other.PrefixLength == address.PrefixLength)
            {
                AddConnected(other);
            }
        }
    }

    /// <inheritdoc cref="RemoveConnected(InIfaddr)"/>
    internal static void RemoveConnected(In6Ifaddr address)
    {
        if (!TryRemoveConnected(address.Interface, address.Network, address.PrefixLength))
        {
            return;
        }

        foreach (In6Ifaddr other in Ip6.V_in6_ifaddrhash.Values)
        {
            if (other.Network == address.Network && other.PrefixLength == address.PrefixLength)
            {
                AddConnected(other);
            }
        }
    }

    /// <summary>Removes the route to a network that is on the link of an interface, wherever it is.</summary>
    /// <returns>Whether there was one.</returns>
    internal static bool TryRemoveConnected(Ifnet @interface, InAddress network, int prefixLength)
    {
        bool any = false;
        foreach (RouteTable table in V_rt_tables)
        {
            any |= RemoveConnected(table, @interface, network, prefixLength);
        }

        return any;
    }

    /// <summary>Removes every route by an interface.</summary>
    internal static void Purge(Ifnet @interface)
    {
        foreach (RouteTable table in V_rt_tables)
        {
            RemoveWhere(table, route => route.Interface == @interface);
        }
    }

    private static bool RemoveConnected(RouteTable table, Ifnet @interface, InAddress network, int prefixLength)
    {
        Route? own = Array.Find(
            table.RoutesOf(network, prefixLength),
            each => each.Kind == RouteKind.Connected && each.Interface == @interface);
        if (own is null)
        {
            return false;
        }

        table.Remove(own);
        RemoveWhere(
            table,
            each => each.Interface == @interface && !each.GatewayAddress.IsAny && IsIn(each.GatewayAddress, network, prefixLength));
        return true;
    }

    private static bool IsIn(InAddress address, InAddress network, int prefixLength)
    {
        UInt128 mask = InAddress.MaskOf(network.IsIpv4 ? InAddress.Bits - 32 + prefixLength : prefixLength);
        return ((address.Value ^ network.Value) & mask) == UInt128.Zero;
    }

    private static void RemoveWhere(RouteTable table, Predicate<Route> which)
    {
        foreach (Route route in table.ToList())
        {
            if (which(route))
            {
                table.Remove(route);
            }
        }
    }
}
