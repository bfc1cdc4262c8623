namespace Vimage.Net;

/// <summary>By which of its ports a <see cref="Lagg"/> sends. (<c>ifconfig lagg0 laggproto P</c>)</summary>
public enum LaggProtocol
{
    /// <summary>By the first that has a link; the others are in reserve, and nothing is received by them.</summary>
    Failover,

    /// <summary>By one after the other. Packets of one flow may overtake each other.</summary>
    RoundRobin,

    /// <summary>By the same for all packets of one flow: link-layer addresses, VLAN, IP addresses and ports.</summary>
    LoadBalance,
}
