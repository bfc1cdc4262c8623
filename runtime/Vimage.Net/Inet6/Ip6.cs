using System.Net;

namespace Vimage.Net;

/// <summary>IPv6 (RFC 8200, 4291) in the current vnet. (FreeBSD: <c>ip6_input.c</c>, <c>ip6_output.c</c>, <c>in6.c</c>.)</summary>
[VnetModule("ip6", DependsOn = ["net", "route"])]
public static partial class Ip6
{
    /// <summary>Forward packets that are for others: be a router.</summary>
    [Virtualized(Name = "net.inet6.ip6.forwarding")] private static bool ip6_forwarding;

    /// <summary>The hop limit of packets sent, unless the sender says otherwise or a router does.</summary>
    [Virtualized(Name = "net.inet6.ip6.hlim")] private static int ip6_defhlim = 64;

    /// <summary>Tell a sender of a better router.</summary>
    [Virtualized(Name = "net.inet6.ip6.redirect")] private static bool ip6_sendredirects = true;

    /// <summary>How many extension headers a packet may have.</summary>
    [Virtualized(Name = "net.inet6.ip6.hdrnestlimit")] private static int ip6_hdrnestlimit = 15;

    [Virtualized] private static readonly Ip6Statistics ip6stat = new();

    /// <summary>The addresses of this host, on whatever interface.</summary>
    [Virtualized] internal static readonly Dictionary<InAddress, In6Ifaddr> in6_ifaddrhash = [];

    /// <summary>What all packets pass; nothing if there are no filters.</summary>
    [Virtualized] internal static PacketHook? inet6_pfil_head;

    [Virtualized] private static readonly PathMtuCache pathmtus = new();

    [Virtualized] private static uint ip6_id = (uint)Netisr.Current.Random.Next();

    /// <summary>Gets or sets a value indicating whether the vnet forwards packets that are for others.</summary>
    public static bool IsForwarding
    {
        get => V_ip6_forwarding;
        set => V_ip6_forwarding = value;
    }

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static Ip6Statistics Statistics => V_ip6stat;

    internal static byte DefaultHopLimit => (byte)V_ip6_defhlim;

    /// <summary>Returns the hop limit of what leaves by an interface: what a router there has advertised, or the vnet's.</summary>
    internal static byte HopLimitBy(Ifnet @interface) =>
        @interface.Inet6 is { HopLimit: > 0 and var advertised } ? advertised : DefaultHopLimit;

    internal static int MaxExtensionHeaders => V_ip6_hdrnestlimit;

    /// <summary>Returns the largest packet that gets to an address whole, as far as that is known (RFC 8201).</summary>
    /// <param name="destination">The address.</param>
    /// <returns>The bytes; <see langword="null"/> if nobody has complained of late.</returns>
    public static int? PathMtuTo(IPAddress destination)
    {
        InAddress address = InAddress.From(destination);
        using (Netisr.Current.Enter())
        {
            return V_pathmtus.Find(address, Netisr.Current.Now);
        }
    }

    internal static int PathMtu(InAddress destination, Ifnet @interface) =>
        Math.Min(@interface.Mtu, V_pathmtus.Find(destination, @interface.Netisr.Now) ?? int.MaxValue);

    internal static void OnPacketTooBig(InAddress destination, int mtu, long now) => V_pathmtus.Learn(destination, mtu, now);

    internal static void CountNoRoute() => V_ip6stat.NoRoute++;
}
