namespace Vimage.Net;

/// <summary>What an interface is and does. (FreeBSD: <c>if_flags</c>.)</summary>
[Flags]
public enum IfFlags
{
    /// <summary>Nothing of it.</summary>
    None = 0,

    /// <summary>Somebody has switched it on. (<c>IFF_UP</c>)</summary>
    Up = 0x1,

    /// <summary>It can send to all at once. (<c>IFF_BROADCAST</c>)</summary>
    Broadcast = 0x2,

    /// <summary>What it sends it receives. (<c>IFF_LOOPBACK</c>)</summary>
    Loopback = 0x8,

    /// <summary>There is one other on the link. (<c>IFF_POINTOPOINT</c>)</summary>
    PointToPoint = 0x10,

    /// <summary>Addresses are not asked for. (<c>IFF_NOARP</c>)</summary>
    NoArp = 0x80,

    /// <summary>It receives what is addressed to others too. (<c>IFF_PROMISC</c>)</summary>
    Promiscuous = 0x100,

    /// <summary>It can send to several at once. (<c>IFF_MULTICAST</c>)</summary>
    Multicast = 0x8000,
}
