namespace Vimage.Net;

/// <summary>What becomes of a packet that a route is for.</summary>
public enum RouteKind
{
    /// <summary>It is sent to its destination itself, on the link of an interface's own address.</summary>
    Connected,

    /// <summary>It is sent to a gateway. (<c>RTF_GATEWAY</c>)</summary>
    Gateway,

    /// <summary>As <see cref="Gateway"/>, because an ICMP redirect said so. (<c>RTF_DYNAMIC</c>)</summary>
    Redirected,

    /// <summary>As <see cref="Gateway"/>, because a router has advertised itself. (<c>RTF_DYNAMIC</c>, too)</summary>
    Advertised,

    /// <summary>It is dropped without a word. (<c>RTF_BLACKHOLE</c>)</summary>
    Blackhole,

    /// <summary>It is dropped, and the sender told. (<c>RTF_REJECT</c>)</summary>
    Reject,
}
