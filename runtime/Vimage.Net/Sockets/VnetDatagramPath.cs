using System.Net;

namespace Vimage.Net;

/// <summary>
/// What a sender says of one datagram's way that the socket and the routing table would else say: RFC 3542, 6. (<c>IPV6_PKTINFO</c>,
/// <c>IPV6_NEXTHOP</c>; of IPv4 <c>IP_PKTINFO</c>, <c>IP_SENDSRCADDR</c>.)
/// </summary>
/// <param name="Source">The address that it comes from, which is one of the vnet's; <see langword="null"/> leaves the choice.</param>
/// <param name="InterfaceIndex">The index of the interface that it leaves by; 0 leaves the choice.</param>
/// <param name="NextHop">The neighbour that it is sent to first; <see langword="null"/> is whom the routing table says.</param>
public readonly record struct VnetDatagramPath(IPAddress? Source = null, int InterfaceIndex = 0, IPAddress? NextHop = null);
