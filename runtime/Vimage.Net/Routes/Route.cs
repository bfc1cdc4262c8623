using System.Net;

namespace Vimage.Net;

/// <summary>A route. (FreeBSD: <c>struct rtentry</c> with its <c>nhop_object</c>.)</summary>
public sealed class Route
{
    internal Route(InAddress prefix, int prefixLength, RouteKind kind, Ifnet? @interface = null, InAddress gateway = default, int fib = 0)
    {
        Prefix = prefix;
        PrefixLength = prefixLength;
        Kind = kind;
        Interface = @interface;
        GatewayAddress = gateway;
        GatewayNumber = gateway.IsIpv4 ? gateway.Ipv4 : 0;
        Fib = fib;
    }

    /// <summary>Gets the destinations that it is for.</summary>
    public IPNetwork Destination => new(Prefix.WithoutZone().ToIPAddress(), PrefixLength);

    /// <summary>Gets what becomes of packets to them.</summary>
    public RouteKind Kind { get; }

    /// <summary>Gets the gateway, if there is one.</summary>
    public IPAddress? Gateway => GatewayAddress.IsAny ? null : GatewayAddress.ToIPAddress();

    /// <summary>Gets the interface that packets leave by, if they do.</summary>
    public Ifnet? Interface { get; }

    /// <summary>Gets the number of the routing table that it is in.</summary>
    public int Fib { get; }

    internal InAddress Prefix { get; }

    internal int PrefixLength { get; }

    /// <summary>Gets the gateway; <see cref="InAddress.Any"/> for none.</summary>
    internal InAddress GatewayAddress { get; }

    /// <summary>Gets the gateway of an IPv4 route as a number; 0 for none.</summary>
    internal uint GatewayNumber { get; }

    /// <summary>Returns the route as a line of a routing table.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Destination} {Kind} {Gateway} {Interface?.Name}";
}
