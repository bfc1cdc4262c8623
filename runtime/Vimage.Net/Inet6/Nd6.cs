using System.Net;

namespace Vimage.Net;

/// <summary>
/// Neighbour discovery (RFC 4861, 4862): who is on the link, which router leads out, and which addresses that gives, in the current
/// vnet. (FreeBSD: <c>nd6.c</c>, <c>nd6_nbr.c</c>, <c>nd6_rtr.c</c>, <c>ndp(8)</c>.)
/// </summary>
[VnetModule("nd6", DependsOn = ["ip6", "icmp6"])]
public static partial class Nd6
{
    /// <summary>How often it is asked for a neighbour that is not known.</summary>
    [Virtualized(Name = "net.inet6.icmp6.nd6_mmaxtries")] private static int nd6_mmaxtries = 3;

    /// <summary>How often a neighbour is asked whether it is still there.</summary>
    [Virtualized(Name = "net.inet6.icmp6.nd6_umaxtries")] private static int nd6_umaxtries = 3;

    /// <summary>How long after something was sent to a neighbour that was long not heard of it is asked.</summary>
    /// <unit>s</unit>
    [Virtualized(Name = "net.inet6.icmp6.nd6_delay")] private static int nd6_delay = 5;

    /// <summary>How many packets wait for one neighbour's answer.</summary>
    [Virtualized(Name = "net.inet6.icmp6.nd6_maxqueuelen")] private static int nd6_maxqueuelen = 16;

    /// <summary>How many neighbours of one interface are remembered. One that is not there makes room first.</summary>
    [Virtualized(Name = "net.inet6.icmp6.nd6_maxneighbors")] internal static int nd6_maxneighbors = 1024;

    /// <summary>How often it is asked whether another has a new address; 0 for not at all.</summary>
    [Virtualized(Name = "net.inet6.ip6.dad_count")] internal static int ip6_dad_count = 1;

    [Virtualized] private static readonly Nd6Statistics nd6stat = new();
    [Virtualized] private static readonly Dictionary<(Ifnet Interface, InAddress Address), MacAddress> nd6_proxies = [];

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static Nd6Statistics Statistics => V_nd6stat;

    /// <summary>Says which link-layer address a neighbour has; it stays until it is deleted. (<c>ndp -s</c>)</summary>
    /// <param name="interface">The interface by which it is reached.</param>
    /// <param name="neighbor">The neighbour.</param>
    /// <param name="link">Its link-layer address.</param>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO), or does not speak IPv6 (EAFNOSUPPORT).</exception>
    public static void AddStatic(EthernetIfnet @interface, IPAddress neighbor, MacAddress link)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (Netisr.Current.Enter())
        {
            InAddress address = Read(@interface, neighbor);
            Nd6Entry entry = @interface.Inet6!.Neighbors.GetValueOrDefault(address) ?? Add(@interface, address);
            Resolve(entry, link);
            SetState(entry, Nd6State.Permanent);
        }
    }

    /// <summary>Answers for an address that is not on the link. (<c>ndp -s HOST MAC proxy</c>)</summary>
    /// <param name="interface">The interface by which others ask.</param>
    /// <param name="address">The address that they ask for.</param>
    /// <param name="link">The link-layer address that is answered; the interface's own unless given.</param>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO), or does not speak IPv6 (EAFNOSUPPORT).</exception>
    public static void AddProxy(EthernetIfnet @interface, IPAddress address, MacAddress? link = null)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (Netisr.Current.Enter())
        {
            InAddress number = Read(@interface, address);
            if (V_nd6_proxies.TryAdd((@interface, number), link ?? @interface.LinkAddress))
            {
                @interface.Join(InAddress.SolicitedNodeOf(number).WithZone(@interface.Index));
            }
        }
    }

    /// <summary>Forgets a neighbour, and what was said of it. (<c>ndp -d</c>)</summary>
    /// <param name="interface">The interface by which it is reached.</param>
    /// <param name="neighbor">The neighbour.</param>
    /// <returns>Whether there was something to forget.</returns>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO), or does not speak IPv6 (EAFNOSUPPORT).</exception>
    public static bool Remove(EthernetIfnet @interface, IPAddress neighbor)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (Netisr.Current.Enter())
        {
            InAddress number = Read(@interface, neighbor);
            return RemoveProxy(@interface, number) | Drop(@interface, number);
        }
    }

    /// <summary>Returns what is known of a neighbour.</summary>
    /// <param name="interface">The interface by which it is reached.</param>
    /// <param name="neighbor">The neighbour.</param>
    /// <returns>Its link-layer address and state, or <see langword="null"/>.</returns>
    /// <exception cref="NetworkException">The interface is not one of the current vnet (ENXIO), or does not speak IPv6 (EAFNOSUPPORT).</exception>
    public static (MacAddress Link, Nd6State State)? Get(EthernetIfnet @interface, IPAddress neighbor)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (Netisr.Current.Enter())
        {
            InAddress number = Read(@interface, neighbor);
            return @interface.Inet6!.Neighbors.TryGetValue(number, out Nd6Entry? entry) ? (entry.Link, entry.State) : null;
        }
    }

    /// <summary>Returns the neighbours that are known, or asked for. (<c>ndp -a</c>)</summary>
    /// <returns>A snapshot: by interface and address.</returns>
    public static IReadOnlyList<Neighbor> List()
    {
        using (Netisr.Current.Enter())
        {
            return
            [
                .. Ifnet.Local.Where(static each => each.IsIpv6Enabled)
                    .SelectMany(static each => each.Inet6!.Neighbors.Values.OrderBy(static entry => $"{entry.Address}", StringComparer.Ordinal))
                    .Select(static entry => new Neighbor(
                        entry.Interface,
                        entry.Address.ToIPAddress(),
                        entry.State == Nd6State.Incomplete ? null : entry.Link,
                        entry.State)),
            ];
        }
    }

    /// <summary>Begins with an interface that was switched on.</summary>
    internal static void Start(Ifnet @interface)
    {
        if (@interface.Inet6 is not { } inet6)
        {
            return;
        }

        foreach (In6Ifaddr address in inet6.Addresses)
        {
            StartDetection(address);
        }

        if (inet6.AcceptsRouterAdvertisements)
        {
            SolicitRouters(@interface);
        }
    }

    /// <summary>Ends with one that was switched off: nothing is known of its link any more.</summary>
    internal static void Stop(Ifnet @interface)
    {
        if (@interface.Inet6 is not { } inet6)
        {
            return;
        }

        foreach (InAddress address in inet6.Neighbors.Keys)
        {
            // Removing does not disturb the enumeration of a dictionary.
            Drop((EthernetIfnet)@interface, address);
        }

        if (inet6.Soliciting is { } soliciting)
        {
            @interface.Netisr.Stop(soliciting);
        }

        foreach (In6Ifaddr address in inet6.Addresses)
        {
            @interface.Netisr.Stop(address.Detection);
        }

        ForgetRouters(@interface);
    }

    /// <summary>The same for one that does not speak IPv6 any more.</summary>
    internal static void Flush(Ifnet @interface)
    {
        Stop(@interface);
        foreach ((Ifnet Interface, InAddress Address) proxy in V_nd6_proxies.Keys)
        {
            if (proxy.Interface == @interface)
            {
                RemoveProxy(@interface, proxy.Address);
            }
        }
    }

    // Under the lock of the current vnet's domain.
    private static InAddress Read(EthernetIfnet @interface, IPAddress address)
    {
        Ifnet.ThrowUnlessHere(@interface);
        if (@interface.Inet6 is null)
        {
            throw new NetworkException("EAFNOSUPPORT", Vnet.Current, @interface.Name, $"Interface '{@interface}' does not speak IPv6; enable it, or give it an address.");
        }

        return InAddress.From(address).WithZone(@interface.Index);
    }

    private static bool RemoveProxy(Ifnet @interface, InAddress address)
    {
        bool was = V_nd6_proxies.Remove((@interface, address));
        if (was)
        {
            @interface.Leave(InAddress.SolicitedNodeOf(address).WithZone(@interface.Index));
        }

        return was;
    }
}
