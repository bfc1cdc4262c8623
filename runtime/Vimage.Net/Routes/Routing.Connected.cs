namespace Vimage.Net;

/// <content>Routes that come and go with the addresses of interfaces.</content>
public static partial class Routing
{
    /// <summary>Adds the route to the network that an address is in. (FreeBSD: <c>ifa_handle_rtaddr</c>.)</summary>
    internal static void AddConnected(InIfaddr address)
    {
        (int first, int last) = V_rt_add_addr_allfibs ? (0, FibCount - 1) : (address.Interface.Fib, address.Interface.Fib);
        for (int fib = first; fib <= last; fib++)
        {
            // Two interfaces in one network: the first one has the route, and the other takes it over.
            RouteTable table = TableOf(fib);
            if (table.RoutesOf(address.Network, address.PrefixLength).Length == 0)
            {
                table.Add(new Route(address.Network, address.PrefixLength, RouteKind.Connected, address.Interface, fib: fib));
            }
        }
    }

    /// <summary>Removes that route, wherever it is, and those by gateways in that network.</summary>
    internal static void RemoveConnected(InIfaddr address)
    {
        bool any = false;
        foreach (RouteTable table in V_rt_tables)
        {
            any |= RemoveConnected(table, address);
        }

        if (!any)
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

    /// <summary>Removes every route by an interface.</summary>
    internal static void Purge(Ifnet @interface)
    {
        foreach (RouteTable table in V_rt_tables)
        {
            RemoveWhere(table, route => route.Interface == @interface);
        }
    }

    private static bool RemoveConnected(RouteTable table, InIfaddr address)
    {
        Route? own = Array.Find(
            table.RoutesOf(address.Network, address.PrefixLength),
            each => each.Kind == RouteKind.Connected && each.Interface == address.Interface);
        if (own is null)
        {
            return false;
        }

        table.Remove(own);
        RemoveWhere(
            table,
            each => each.Interface == address.Interface && each.GatewayNumber != 0 && (each.GatewayNumber & address.Mask) == address.Network);
        return true;
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
