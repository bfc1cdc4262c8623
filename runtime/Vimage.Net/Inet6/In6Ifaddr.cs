namespace Vimage.Net;

/// <summary>An IPv6 address of an interface. (FreeBSD: <c>struct in6_ifaddr</c>.)</summary>
internal sealed class In6Ifaddr
{
    /// <summary>A lifetime without end.</summary>
    internal const long Forever = long.MaxValue;

    internal In6Ifaddr(Ifnet @interface, InAddress address, int prefixLength)
    {
        Interface = @interface;
        Address = address;
        PrefixLength = prefixLength;
        Detection = new Callout(static self => Nd6.OnDetectionTimer((In6Ifaddr)self), this);
        Expiry = new Callout(static self => ((In6Ifaddr)self).Interface.Expire((In6Ifaddr)self), this);
    }

    internal Ifnet Interface { get; }

    /// <summary>Gets the virtual host that it is of, if it is of one. (FreeBSD: <c>ifa_carp</c>.)</summary>
    internal Carp? Carp { get; init; }

    /// <summary>Gets the link-layer address that others are told.</summary>
    internal MacAddress LinkAddress => Carp?.LinkAddress ?? Interface.LinkAddress;

    /// <summary>Gets the address, with its zone.</summary>
    internal InAddress Address { get; }

    internal int PrefixLength { get; }

    /// <summary>Gets the network that it is in, with its zone.</summary>
    internal InAddress Network => new(Address.Value & InAddress.MaskOf(PrefixLength));

    /// <summary>Gets or sets a value indicating whether another on the link may have it (RFC 4862, 5.4).</summary>
    internal bool IsTentative { get; set; }

    /// <summary>Gets or sets a value indicating whether another on the link has it.</summary>
    internal bool IsDuplicated { get; set; }

    /// <summary>Gets a value indicating whether it can be used.</summary>
    internal bool IsUsable => !IsTentative && !IsDuplicated;

    /// <summary>Gets or sets a value indicating whether it was made of what a router has advertised (RFC 4862, 5.5).</summary>
    internal bool IsAutomatic { get; set; }

    /// <summary>Gets or sets until when it is used for what is new, in nanoseconds of the domain.</summary>
    internal long PreferredUntil { get; set; } = Forever;

    /// <summary>Gets or sets until when it is there.</summary>
    internal long ValidUntil { get; set; } = Forever;

    /// <summary>Gets what asks for others that have it.</summary>
    internal Callout Detection { get; }

    /// <summary>Gets what takes it away at its end.</summary>
    internal Callout Expiry { get; }

    /// <summary>Gets or sets how often is still to be asked for others.</summary>
    internal int ProbesLeft { get; set; }

    internal IPNetworkAddress Describe() => new(
        Address.ToIPAddress(),
        PrefixLength,
        (IsTentative ? AddressFlags.Tentative : AddressFlags.None)
            | (IsDuplicated ? AddressFlags.Duplicated : AddressFlags.None)
            | (IsDeprecated(Interface.Netisr.Now) ? AddressFlags.Deprecated : AddressFlags.None)
            | (IsAutomatic ? AddressFlags.Autoconfigured : AddressFlags.None)
            | (Carp is null ? AddressFlags.None : AddressFlags.Virtual));

    internal bool IsDeprecated(long now) => PreferredUntil <= now;

    internal bool Covers(InAddress address) => ((address.Value ^ Address.Value) & InAddress.MaskOf(PrefixLength)) == UInt128.Zero;
}
