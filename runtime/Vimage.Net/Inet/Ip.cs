namespace Vimage.Net;

/// <summary>IPv4 (RFC 791, 1122, 1812) in the current vnet. (FreeBSD: <c>ip_input.c</c>, <c>ip_output.c</c>.)</summary>
[VnetModule("ip", DependsOn = ["net", "route"])]
public static partial class Ip
{
    /// <summary>Forward packets that are for others.</summary>
    [Virtualized(Name = "net.inet.ip.forwarding")] private static bool ipforwarding;

    /// <summary>The time to live of packets sent, unless the sender says otherwise.</summary>
    [Virtualized(Name = "net.inet.ip.ttl")] private static int ip_defttl = 64;

    /// <summary>Tell a sender of a better gateway.</summary>
    [Virtualized(Name = "net.inet.ip.redirect")] private static bool ipsendredirects = true;

    [Virtualized] private static readonly IpStatistics ipstat = new();

    /// <summary>The addresses of this host, on whatever interface.</summary>
    [Virtualized] internal static readonly Dictionary<uint, InIfaddr> in_ifaddrhash = [];

    /// <summary>What all packets pass; nothing if there are no filters.</summary>
    [Virtualized] internal static PacketHook? inet_pfil_head;

    [Virtualized] private static ushort ip_id = (ushort)Netisr.Current.Random.Next();

    /// <summary>Gets or sets a value indicating whether the vnet forwards packets that are for others.</summary>
    public static bool IsForwarding
    {
        get => V_ipforwarding;
        set => V_ipforwarding = value;
    }

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static IpStatistics Statistics => V_ipstat;

    internal static byte DefaultTimeToLive => (byte)V_ip_defttl;

    internal static ushort NextIdentification() => ++V_ip_id;
}
