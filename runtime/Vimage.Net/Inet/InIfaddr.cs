namespace Vimage.Net;

/// <summary>An IPv4 address of an interface. (FreeBSD: <c>struct in_ifaddr</c>.)</summary>
internal sealed class InIfaddr
{
    internal InIfaddr(Ifnet @interface, uint address, int prefixLength)
    {
        Interface = @interface;
        Address = address;
        PrefixLength = prefixLength;
        Announcer = new Callout(static self => Arp.Announce((InIfaddr)self), this);
    }

    internal Ifnet Interface { get; }

    /// <summary>Gets the virtual host that it is of, if it is of one. (FreeBSD: <c>ifa_carp</c>.)</summary>
    internal Carp? Carp { get; init; }

    /// <summary>Gets the link-layer address that others are told.</summary>
    internal MacAddress LinkAddress => Carp?.LinkAddress ?? Interface.LinkAddress;

    internal uint Address { get; }

    internal int PrefixLength { get; }

    internal uint Mask => Ipv4.MaskOf(PrefixLength);

    internal uint Network => Address & Mask;

    /// <summary>Gets the address of all in the network; a network of one or two hosts has none (RFC 3021).</summary>
    internal uint BroadcastAddress => PrefixLength >= 31 ? Address : Network | ~Mask;

    /// <summary>Gets what repeats the gratuitous ARP. (FreeBSD: <c>ia_garp_timer</c>.)</summary>
    internal Callout Announcer { get; }

    internal int Announcements { get; set; }

    /// <summary>Gets or sets when it was last defended against another host that uses it, in nanoseconds of the domain.</summary>
    internal long? Defended { get; set; }

    internal IPNetworkAddress Describe() =>
        new(Ipv4.ToAddress(Address), PrefixLength, Carp is null ? AddressFlags.None : AddressFlags.Virtual);

    internal bool IsBroadcast(uint address) => PrefixLength < 31 && (address == BroadcastAddress || address == Network);
}
