using System.Net;

namespace Vimage.Net;

/// <summary>A route. (FreeBSD: <c>struct rtentry</c> with its <c>nhop_object</c>.)</summary>
public sealed class Route
{
    internal Route(uint prefix, int prefixLength, RouteKind kind, Ifnet? @interface = null, uint gateway = 0, int fib = 0)
    {
        Prefix = prefix;
        PrefixLength = prefixLength;
        Kind = kind;
        Interface = @interface;
        GatewayNumber = gateway;
        Fib = fib;
    }

    /// <summary>Gets the destinations that it is for.</summary>
    public IPNetwork Destination => new(Ipv4.ToAddress(Prefix), PrefixLength);

    /// <summary>Gets what becomes of packets to them.</summary>
    public RouteKind Kind { get; }

    /// <summary>Gets the gateway, if there is one.</summary>
    public IPAddress? Gateway => GatewayNumber == 0 ? null : Ipv4.ToAddress(GatewayNumber);

    /// <summary>Gets the interface that packets leave by, if they do.</summary>
    public Ifnet? Interface { get; }

    /// <summary>Gets the number of the routing table that it is in.</summary>
    public int Fib { get; }

    internal uint Prefix { get; }

    internal int PrefixLength { get; }

    internal uint GatewayNumber { get; }

    /// <summary>Returns the route as a line of a routing table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Destination} {Kind} {Gateway} {Interface?.Name}";
}
