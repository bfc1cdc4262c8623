using System.Net;

namespace Vimage.Net;

/// <content>IPv4 addresses.</content>
public abstract partial class Ifnet
{
    private readonly List<InIfaddr> _addresses = [];

    /// <summary>Gets the addresses with their prefix lengths, the first added first: a snapshot.</summary>
    public IReadOnlyList<IPNetworkAddress> Addresses
    {
        get
        {
            using (Netisr.Enter())
            {
                return _addresses.ConvertAll(static each => new IPNetworkAddress(Ipv4.ToAddress(each.Address), each.PrefixLength));
            }
        }
    }

    internal List<InIfaddr> InAddresses => _addresses;

    /// <summary>
    /// Adds an address, and a route to the network that it is in, and switches the interface on. (<c>ifconfig X inet A/L</c>)
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many bits of it name the network: 1 to 32.</param>
    /// <exception cref="ArgumentException">It is no IPv4 address that an interface can have.</exception>
    /// <exception cref="NetworkException">An interface of the vnet has the address (EEXIST).</exception>
    public void AddAddress(IPAddress address, int prefixLength)
    {
        uint number = Ipv4.FromAddress(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(prefixLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, 32);
        if (Ipv4.IsMulticast(number) || number is Ipv4.Any or Ipv4.Broadcast)
        {
            throw new ArgumentException($"An interface can't have the address {address}. (EINVAL)", nameof(address));
        }

        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            ThrowUnlessReady();
            using (CURVNET_SET(Vnet))
            {
                InIfaddr added = new(this, number, prefixLength);
                if (!Ip.V_in_ifaddrhash.TryAdd(number, added))
                {
                    throw Refusal("EEXIST", $"can't have the address {address}: interface '{Ip.V_in_ifaddrhash[number].Interface}' has it.");
                }

                _addresses.Add(added);
                Routing.AddConnected(added);
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
        uint number = Ipv4.FromAddress(address);
        using (Netisr.Enter())
        {
            InIfaddr removed = _addresses.Find(each => each.Address == number)
                ?? throw Refusal("EADDRNOTAVAIL", $"does not have the address {address}.");
            using (CURVNET_SET(Vnet))
            {
                Remove(removed);
            }
        }
    }

    // The vnet is current.
    private void PurgeAddresses()
    {
        while (_addresses.Count > 0)
        {
            Remove(_addresses[^1]);
        }
    }

    private void Remove(InIfaddr address)
    {
        _addresses.Remove(address);
        Ip.V_in_ifaddrhash.Remove(address.Address);
        Netisr.Stop(address.Announcer);
        Routing.RemoveConnected(address);
    }
}
