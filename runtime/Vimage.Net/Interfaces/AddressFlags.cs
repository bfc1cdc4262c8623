namespace Vimage.Net;

/// <summary>What there is to say of an address of an interface. (FreeBSD: <c>IN6_IFF_</c>.)</summary>
[Flags]
public enum AddressFlags
{
    /// <summary>Nothing: it is used.</summary>
    None = 0,

    /// <summary>Others on the link are asked whether they have it, and it is not used yet (RFC 4862, 5.4).</summary>
    Tentative = 1,

    /// <summary>Another on the link has it, and it is not used.</summary>
    Duplicated = 2,

    /// <summary>It is not used for what is new: its preferred lifetime is over (RFC 4862, 5.5.4).</summary>
    Deprecated = 4,

    /// <summary>It was made of what a router has advertised. (<c>IN6_IFF_AUTOCONF</c>)</summary>
    Autoconfigured = 8,

    /// <summary>It is of a virtual host, and used only by its master. (<c>vhid</c>)</summary>
    Virtual = 16,
}
