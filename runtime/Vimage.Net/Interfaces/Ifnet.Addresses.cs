using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Addresses.</content>
public abstract partial class Ifnet
{
    private readonly List<InIfaddr> _addresses = [];

    /// <summary>
    /// Gets the addresses with their prefix lengths, those of IPv4 first, of each family the first added first and those of virtual hosts
    /// last: a snapshot.
    /// </summary>
    public IReadOnlyList<IPNetworkAddress> Addresses
    {
        get
        {
            using (Netisr.Enter())
            {
                ILookup<AddressFamily, IPNetworkAddress> shared = VirtualHosts.SelectMany(static each => each.Addresses).ToLookup(static each => each.Address.AddressFamily);
                return
                [
                    .. _addresses.Where(static each => each.Carp is null).Select(static each => each.Describe()),
                    .. shared[AddressFamily.InterNetwork],
                    .. (Inet6?.Addresses ?? []).Where(static each => each.Carp is null).Select(static each => each.Describe()),
                    .. shared[AddressFamily.InterNetworkV6],
                ];
            }
        }
    }

    internal List<InIfaddr> InAddresses => _addresses;

    /// <summary>
    /// Adds an address, and a route to the network that it is in, and switches the interface on. (<c>ifconfig X inet A/L</c>)
    /// Of IPv6 it is used only when nobody on the link has said in a second that it has it (<c>net.inet6.ip6.dad_count</c>).
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many bits of it name the network: 1 to 32, of IPv6 to 128.</param>
    /// <exception cref="ArgumentException">It is no address that an interface can have.</exception>
    /// <exception cref="NetworkException">An interface of the vnet has the address (EEXIST).</exception>
    public void AddAddress(IPAddress address, int prefixLength)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            AddInet6(address, prefixLength);
            return;
        }

        uint number = ReadInet(address, prefixLength);
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            ThrowUnlessReady();
            using (CURVNET_SET(Vnet))
            {
                ThrowIfTaken(number);
                InIfaddr added = new(this, number, prefixLength);
                Use(added);
                bool wasUp = IsUp;
                Up();
                if (wasUp)
                {
                    Arp.Announce(added);
                }
            }
        }
    }

    /// <summary>Removes an address, and the routes that depend on it. (<c>ifconfig X inet A -alias</c>)</summary>
    /// <param name="address">The address.</param>
    /// <exception cref="NetworkException">The interface does not have it (EADDRNOTAVAIL).</exception>
    public void RemoveAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            RemoveInet6(address);
            return;
        }

        uint number = Ipv4.FromAddress(address);
        using (Netisr.Enter())
        {
            if (TryRemoveShared(number))
            {
                return;
            }

            InIfaddr removed = _addresses.Find(each => each.Address == number)
                ?? throw Refusal("EADDRNOTAVAIL", $"does not have the address {address}.");
            using (CURVNET_SET(Vnet))
            {
                Remove(removed);
            }
        }
    }

    /// <summary>
    /// Lets the vnet have an address. Those that are not shared come first: what asks for one takes the first. (FreeBSD:
    /// <c>ifa_preferred</c>.)
    /// </summary>
    internal void Use(InIfaddr address)
    {
        Ip.V_in_ifaddrhash.Add(address.Address, address);
        int firstShared = address.Carp is null ? _addresses.FindIndex(static each => each.Carp is not null) : -1;
        _addresses.Insert(firstShared < 0 ? _addresses.Count : firstShared, address);
        Routing.AddConnected(address);
    }

    /// <summary>Takes an address from it, and the routes that depend on it.</summary>
    internal void Remove(InIfaddr address)
    {
        _addresses.Remove(address);
        Ip.V_in_ifaddrhash.Remove(address.Address);
        Netisr.Stop(address.Announcer);
        Routing.RemoveConnected(address);
    }

    // The vnet is current.
    private void PurgeAddresses()
    {
        while (_addresses.Count > 0)
        {
            Remove(_addresses[^1]);
        }
    }

    private static uint ReadInet(IPAddress address, int prefixLength)
    {
        uint number = Ipv4.FromAddress(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefixLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, 32);
        return Ipv4.IsMulticast(number) || number is Ipv4.Any or Ipv4.Broadcast
            ? throw new ArgumentException($"An interface can't have the address {address}. (EINVAL)", nameof(address))
            : number;
    }

    // The vnet is current.
    private void ThrowIfTaken(InAddress address)
    {
        Ifnet? holder = Carp.Find(address)?.Interface
            ?? (address.IsIpv4 ? Ip.V_in_ifaddrhash.GetValueOrDefault(address.Ipv4)?.Interface : Ip6.V_in6_ifaddrhash.GetValueOrDefault(address)?.Interface);
        if (holder is not null)
        {
            throw Refusal("EEXIST", $"can't have the address {address}: interface '{holder}' has it.");
        }
    }
}
