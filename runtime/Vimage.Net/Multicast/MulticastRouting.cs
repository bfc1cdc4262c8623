using System.Net;

namespace Vimage.Net;

/// <summary>
/// Forwarding of packets to groups in the current vnet, of both families, by routes that somebody adds; a group of the link alone
/// is never forwarded. (FreeBSD: <c>ip_mroute.c</c>, <c>ip6_mroute.c</c>, <c>multicast(4)</c>.)
/// </summary>
[VnetModule("ip_mroute", DependsOn = ["ip", "ip6"])]
public static partial class MulticastRouting
{
    /// <summary>How many routes there may be.</summary>
    [Virtualized(Name = "net.inet.ip.mrt_maxroutes")] private static int mrt_maxroutes = 4096;

    /// <summary>How many senders to a group may wait for a route.</summary>
    [Virtualized(Name = "net.inet.ip.mrt_maxunresolved")] private static int mrt_maxunresolved = 64;

    [Virtualized] private static readonly MulticastRoutingStatistics mrtstat = new();
    [Virtualized] private static readonly Dictionary<MulticastRouteKey, MulticastRoute> mfchash = [];
    [Virtualized] private static readonly Dictionary<MulticastRouteKey, UnresolvedGroup> mrt_unresolved = [];

    // Who is asked for routes, by the number of the routing table.
    [Virtualized] private static readonly Dictionary<int, Action<IPAddress, IPAddress, Ifnet>> mrt_routers = [];

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static MulticastRoutingStatistics Statistics => V_mrtstat;

    /// <summary>Gets the routes: a snapshot. (<c>netstat -g</c>)</summary>
    public static IReadOnlyList<MulticastRoute> Routes
    {
        get
        {
            using (Netisr.Current.Enter())
            {
                return [.. V_mfchash.Values];
            }
        }
    }

    /// <summary>
    /// Lets packets without a route wait a few seconds for one, instead of being dropped, and asks for it. (<c>MRT_INIT</c>,
    /// <c>IGMPMSG_NOCACHE</c>)
    /// </summary>
    /// <param name="onUnresolved">
    /// Is told the group, the sender, and the interface that its packet has come in by; once until a route comes, or the time is over. It is
    /// called under the lock of the domain, and may add the route.
    /// </param>
    /// <param name="fib">The routing table whose packets these are.</param>
    /// <exception cref="NetworkException">Somebody else does so for that table (EADDRINUSE), or there is not that table (EINVAL).</exception>
    public static void Start(Action<IPAddress, IPAddress, Ifnet> onUnresolved, int fib = 0)
    {
        ArgumentNullException.ThrowIfNull(onUnresolved);
        using (Netisr.Current.Enter())
        {
            Routing.ThrowUnlessFib(fib);
            if (!V_mrt_routers.TryAdd(fib, onUnresolved))
            {
                throw new NetworkException("EADDRINUSE", Vnet.Current, $"fib {fib}", $"Vnet '{Vnet.Current}' has a multicast router on table {fib}; stop it first.");
            }
        }
    }

    /// <summary>Ends that, with all routes for packets of the table. (<c>MRT_DONE</c>)</summary>
    /// <param name="fib">The routing table.</param>
    public static void Stop(int fib = 0)
    {
        using (Netisr.Current.Enter())
        {
            V_mrt_routers.Remove(fib);
            RemoveWhere(route => route.Fib == fib, waiting => waiting.Key.Fib == fib);
        }
    }

    /// <summary>Adds a route, or replaces that for the same group and sender; its counters begin anew. (<c>MRT_ADD_MFC</c>)</summary>
    /// <param name="group">The group; wider than its link.</param>
    /// <param name="source">The sender; the unspecified address for all who have no route of their own.</param>
    /// <param name="inInterface">The interface by which its packets come in.</param>
    /// <param name="outInterfaces">The interfaces by which they leave.</param>
    /// <param name="fib">The routing table whose packets they are: that of the interfaces.</param>
    /// <returns>The route. It goes with its interfaces.</returns>
    /// <exception cref="ArgumentException">The group is none, or its packets do not leave their link; or a threshold is none.</exception>
    /// <exception cref="NetworkException">
    /// An interface is in another vnet, or not of that table (EADDRNOTAVAIL); there are too many routes (ENOBUFS).
    /// </exception>
    public static MulticastRoute Add(IPAddress group, IPAddress source, Ifnet inInterface, IReadOnlyCollection<MulticastOutput> outInterfaces, int fib = 0)
    {
        ArgumentNullException.ThrowIfNull(inInterface);
        ArgumentNullException.ThrowIfNull(outInterfaces);
        MulticastRouteKey key = new(InAddress.From(group), InAddress.From(source), fib);
        if (!IsForwardable(key.Group) || key.Source.IsIpv4 != key.Group.IsIpv4 || key.Source.IsOfLink || key.Source.IsMulticast)
        {
            throw new ArgumentException($"Packets from {source} to {group} are not forwarded to several. (EINVAL)", nameof(group));
        }

        using (Netisr.Current.Enter())
        {
            ThrowUnlessUsable(inInterface, fib);
            foreach (MulticastOutput output in outInterfaces)
            {
                ThrowUnlessUsable(output.Interface, fib);
                ArgumentOutOfRangeException.ThrowIfNegative(output.Threshold);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(output.Threshold, byte.MaxValue);
            }

            if (V_mfchash.Count >= V_mrt_maxroutes && !V_mfchash.ContainsKey(key))
            {
                throw new NetworkException("ENOBUFS", Vnet.Current, group.ToString(), $"Vnet '{Vnet.Current}' has {V_mrt_maxroutes} multicast routes, and takes no more (net.inet.ip.mrt_maxroutes).");
            }

            MulticastRoute route = new(key.Group, key.Source, inInterface, [.. outInterfaces], fib);
            V_mfchash[key] = route;
            Resolve(route);
            return route;
        }
    }

    /// <summary>Removes a route. (<c>MRT_DEL_MFC</c>)</summary>
    /// <param name="route">The route.</param>
    /// <exception cref="NetworkException">It is none of the vnet's (EADDRNOTAVAIL).</exception>
    public static void Remove(MulticastRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        using (Netisr.Current.Enter())
        {
            MulticastRouteKey key = new(route.GroupAddress, route.SourceAddress, route.Fib);
            if (V_mfchash.GetValueOrDefault(key) != route)
            {
                throw new NetworkException("EADDRNOTAVAIL", Vnet.Current, route.ToString(), $"Vnet '{Vnet.Current}' has no multicast route '{route}'.");
            }

            V_mfchash.Remove(key);
        }
    }

    /// <summary>Removes all routes by an interface, which leaves the vnet, and what has come in by it. (FreeBSD: <c>if_detached_event</c>.)</summary>
    internal static void Purge(Ifnet @interface) =>
        RemoveWhere(route => route.Uses(@interface), waiting => waiting.Packets.Peek().ReceiveInterface == @interface);

    private static void RemoveWhere(Predicate<MulticastRoute> isRemoved, Predicate<UnresolvedGroup> isDropped)
    {
        foreach ((MulticastRouteKey key, MulticastRoute route) in V_mfchash)
        {
            if (isRemoved(route))
            {
                // Removing does not disturb the enumeration of a dictionary.
                V_mfchash.Remove(key);
            }
        }

        foreach (UnresolvedGroup waiting in V_mrt_unresolved.Values)
        {
            if (isDropped(waiting))
            {
                EndWaiting(waiting);
            }
        }
    }

    private static bool IsForwardable(InAddress group)
    {
        // RFC 5771, 4: 224.0.0/24 is of the link. RFC 4291, 2.7: so are the scopes 1 and 2.
        const uint LocalBlock = 0xE00000;
        const int LinkScope = 2;
        return group.IsMulticast && (group.IsIpv4 ? group.Ipv4 >> 8 != LocalBlock : group.MulticastScope > LinkScope);
    }

    private static void ThrowUnlessUsable(Ifnet @interface, int fib)
    {
        Routing.ThrowUnlessFib(fib);
        if (@interface.IsDestroyed || Ifnet.Find(@interface.Name) != @interface || @interface.Fib != fib)
        {
            throw new NetworkException("EADDRNOTAVAIL", Vnet.Current, @interface.Name, $"Vnet '{Vnet.Current}' does not have the interface '{@interface}' on table {fib}.");
        }
    }
}
