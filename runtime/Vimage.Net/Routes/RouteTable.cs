namespace Vimage.Net;

/// <summary>A routing table: for each family the routes by destination.</summary>
internal sealed class RouteTable
{
    private readonly RouteTrie<uint> _inet = new();
    private readonly RouteTrie<UInt128> _inet6 = new();

    /// <summary>Gets the number of routes.</summary>
    internal int Count { get; private set; }

    /// <summary>Returns the route for an IPv4 address. Of several for one prefix, <paramref name="flow"/> decides.</summary>
    internal Route? Lookup(uint address, uint flow = 0) => _inet.Lookup(address, flow);

    /// <summary>The same for an address of either family.</summary>
    internal Route? Lookup(InAddress address, uint flow = 0) =>
        address.IsIpv4 ? _inet.Lookup(address.Ipv4, flow) : _inet6.Lookup(address.Value, flow);

    /// <summary>Returns the routes for exactly this prefix.</summary>
    internal Route[] RoutesOf(InAddress prefix, int length) =>
        prefix.IsIpv4 ? _inet.RoutesOf(prefix.Ipv4, length) : _inet6.RoutesOf(prefix.Value, length);

    internal void Add(Route route)
    {
        if (route.Prefix.IsIpv4)
        {
            _inet.Add(route.Prefix.Ipv4, route.PrefixLength, route);
        }
        else
        {
            _inet6.Add(route.Prefix.Value, route.PrefixLength, route);
        }

        Count++;
    }

    internal bool Remove(Route route)
    {
        bool was = route.Prefix.IsIpv4
            ? _inet.Remove(route.Prefix.Ipv4, route.PrefixLength, route)
            : _inet6.Remove(route.Prefix.Value, route.PrefixLength, route);
        Count -= was ? 1 : 0;
        return was;
    }

    /// <summary>Returns all routes, those of IPv4 first, in the order of their prefixes.</summary>
    internal List<Route> ToList()
    {
        List<Route> routes = new(Count);
        _inet.CopyTo(routes);
        _inet6.CopyTo(routes);
        return routes;
    }
}
