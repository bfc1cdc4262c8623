using System.Net;

namespace Vimage.Net;

/// <summary>A host on a link, as it was known when it was looked at. (A line of <c>arp -a</c> or <c>ndp -a</c>.)</summary>
/// <param name="Interface">The interface by which it is reached.</param>
/// <param name="Address">Its address.</param>
/// <param name="Link">Its link-layer address; <see langword="null"/> as long as it has not answered.</param>
/// <param name="State">What is known; that of ARP is incomplete, reachable or permanent.</param>
public sealed record Neighbor(EthernetIfnet Interface, IPAddress Address, MacAddress? Link, Nd6State State);
