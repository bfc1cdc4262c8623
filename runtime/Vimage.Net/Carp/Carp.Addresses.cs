namespace Vimage.Net;

/// <content>
/// Addresses. Only a master's are among those of the vnet: to the stack of a backup they are addresses of another host. (FreeBSD has them
/// there always, and asks at each use: <c>carp_iamatch</c>.)
/// </content>
public sealed partial class Carp
{
    /// <summary>The addresses of all virtual hosts, whoever is master.</summary>
    [Virtualized] private static readonly Dictionary<InAddress, Carp> carp_ifaddrs = [];

    private readonly SortedDictionary<uint, InIfaddr> _inet = [];

    // In the order of the bytes on the wire, as what proves advertisements has them.
    private readonly SortedList<UInt128, In6Ifaddr> _inet6 = [];

    /// <summary>Gets its addresses with their prefix lengths, in the order of their numbers, those of IPv4 first: a snapshot.</summary>
    public IReadOnlyList<IPNetworkAddress> Addresses
    {
        get
        {
            using (Interface.Netisr.Enter())
            {
                return [.. _inet.Values.Select(static each => each.Describe()), .. _inet6.Values.Select(static each => each.Describe())];
            }
        }
    }

    /// <summary>Returns the virtual host of the current vnet that an address is of, whoever is its master.</summary>
    internal static Carp? Find(InAddress address) => V_carp_ifaddrs.GetValueOrDefault(address);

    /// <summary>Returns whether an address is one of its own, whoever is its master.</summary>
    internal bool Has(InAddress address) =>
        address.IsIpv4 ? _inet.ContainsKey(address.Ipv4) : _inet6.ContainsKey(address.WithoutZone().Value);

    /// <summary>Adds an address. The vnet is current. (FreeBSD: <c>carp_attach</c>.)</summary>
    internal void Add(InAddress address, int prefixLength)
    {
        V_carp_ifaddrs.Add(address, this);
        Stop();
        if (address.IsIpv4)
        {
            _inet.Add(address.Ipv4, new InIfaddr(Interface, address.Ipv4, prefixLength) { Carp = this });
            JoinFirst(_inet.Count, InetGroup);
        }
        else
        {
            _inet6.Add(address.WithoutZone().Value, new In6Ifaddr(Interface, address, prefixLength) { Carp = this });
            JoinFirst(_inet6.Count, Inet6Group);
        }

        Restart();
    }

    /// <summary>Removes an address; with the last one it goes itself. The vnet is current. (FreeBSD: <c>carp_detach</c>.)</summary>
    internal void Remove(InAddress address)
    {
        Stop();
        RemoveAll(each => each == address);
        if (HasAddresses)
        {
            Restart();
        }
        else
        {
            TearDown();
        }
    }

    /// <summary>Removes those of IPv6 from an interface, which does not speak it any more. The vnet is current.</summary>
    internal static void PurgeInet6(Ifnet @interface)
    {
        foreach (Carp carp in @interface.VirtualHosts)
        {
            while (carp._inet6.Count > 0)
            {
                carp.Remove(carp._inet6.GetValueAtIndex(0).Address);
            }
        }
    }

    private bool HasAddresses => _inet.Count + _inet6.Count > 0;

    // No master: none of them is in use.
    private void RemoveAll(Predicate<InAddress> which)
    {
        foreach (InIfaddr each in (InIfaddr[])[.. _inet.Values])
        {
            if (which(each.Address))
            {
                V_carp_ifaddrs.Remove(each.Address);
                _inet.Remove(each.Address);
                LeaveLast(_inet.Count, InetGroup);
            }
        }

        foreach (In6Ifaddr each in (In6Ifaddr[])[.. _inet6.Values])
        {
            if (which(each.Address))
            {
                V_carp_ifaddrs.Remove(each.Address);
                _inet6.Remove(each.Address.WithoutZone().Value);
                LeaveLast(_inet6.Count, Inet6Group);
            }
        }
    }

    private void JoinFirst(int count, InAddress group)
    {
        if (count == 1)
        {
            Interface.Join(group);
        }
    }

    private void LeaveLast(int count, InAddress group)
    {
        if (count == 0)
        {
            Interface.Leave(group);
        }
    }

    // (FreeBSD: carp_addroute.)
    private void UseAddresses()
    {
        foreach (InIfaddr address in _inet.Values)
        {
            Interface.Use(address);
        }

        foreach (In6Ifaddr address in _inet6.Values)
        {
            Interface.Use(address);
        }
    }

    // (FreeBSD: carp_delroute.)
    private void LeaveAddresses()
    {
        foreach (InIfaddr address in _inet.Values)
        {
            Interface.Remove(address);
        }

        foreach (In6Ifaddr address in _inet6.Values)
        {
            Interface.Remove(address);
        }
    }

    // Whoever has learned where they are is told that they are here now, by the address that moves along.
    private void AnnounceAddresses()
    {
        foreach (InIfaddr address in _inet.Values)
        {
            address.Announcements = 0;
            Arp.Announce(address);
        }

        foreach (In6Ifaddr address in _inet6.Values)
        {
            Nd6.Announce(address);
        }
    }
}
