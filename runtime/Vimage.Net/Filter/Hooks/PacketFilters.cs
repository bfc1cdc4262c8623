namespace Vimage.Net;

/// <summary>
/// The filters of the current vnet: each packet of IPv4 and of IPv6 passes them when it has come in, before it is decided whether it is
/// for this host, and once it is clear by which interface it leaves. One that is sent on passes them twice. (FreeBSD: <c>pfil(9)</c>.)
/// </summary>
public static class PacketFilters
{
    /// <summary>Lets the packets of the current vnet pass a filter, on the way in after those that are there, on the way out before them.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="NetworkException">The vnet has it already (EEXIST).</exception>
    public static void Add(IPacketFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using (Netisr.Current.Enter())
        {
            if (Contains(filter))
            {
                throw new NetworkException("EEXIST", Vnet.Current, filter.ToString()!, $"Vnet '{Vnet.Current}' has the packet filter '{filter}' already.");
            }

            Add(new UserFilter(filter));
        }
    }

    /// <summary>Ends that. A vnet that is destroyed forgets its filters.</summary>
    /// <param name="filter">The filter.</param>
    /// <exception cref="NetworkException">The vnet does not have it (ENOENT).</exception>
    public static void Remove(IPacketFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using (Netisr.Current.Enter())
        {
            if (!Contains(filter))
            {
                throw new NetworkException("ENOENT", Vnet.Current, filter.ToString()!, $"Vnet '{Vnet.Current}' does not have the packet filter '{filter}'.");
            }

            Remove(each => Is(each, filter));
        }
    }

    internal static void Add(PacketHook hook)
    {
        Ip.V_inet_pfil_head = PfilHead.With(Ip.V_inet_pfil_head, hook);
        Ip6.V_inet6_pfil_head = PfilHead.With(Ip6.V_inet6_pfil_head, hook);
    }

    internal static void Remove(Predicate<PacketHook> isMeant)
    {
        Ip.V_inet_pfil_head = PfilHead.Without(Ip.V_inet_pfil_head, isMeant);
        Ip6.V_inet6_pfil_head = PfilHead.Without(Ip6.V_inet6_pfil_head, isMeant);
    }

    private static bool Contains(IPacketFilter filter) => Array.Exists(PfilHead.HooksOf(Ip.V_inet_pfil_head), each => Is(each, filter));

    private static bool Is(PacketHook hook, IPacketFilter filter) => hook is UserFilter user && ReferenceEquals(user.Filter, filter);
}
