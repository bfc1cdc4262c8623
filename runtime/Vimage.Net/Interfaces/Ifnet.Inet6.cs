using System.Net;

namespace Vimage.Net;

/// <content>IPv6. An interface speaks it once it has an address of it, or was told to.</content>
public abstract partial class Ifnet
{
    private const int InterfaceIdBits = 64;

    /// <summary>Gets a value indicating whether the interface speaks IPv6. (<c>ifconfig X inet6 -ifdisabled</c>)</summary>
    public bool IsIpv6Enabled => Inet6 is not null;

    /// <summary>
    /// Gets or sets a value indicating whether the interface believes routers: makes addresses of the prefixes that they advertise, and
    /// routes by them. A vnet that forwards does not. (<c>ifconfig X inet6 accept_rtadv</c>)
    /// </summary>
    public bool AcceptsRouterAdvertisements
    {
        get => Inet6?.AcceptsRouterAdvertisements ?? false;
        set
        {
            using (Netisr.Enter())
            {
                ThrowIfDestroyed();
                using (CURVNET_SET(Vnet))
                {
                    In6Interface inet6 = Enable();
                    bool was = inet6.AcceptsRouterAdvertisements;
                    inet6.AcceptsRouterAdvertisements = value;
                    if (value && !was && IsUp)
                    {
                        Nd6.SolicitRouters(this);
                    }
                }
            }
        }
    }

    /// <summary>Gets what the interface has for IPv6, if it speaks it.</summary>
    internal In6Interface? Inet6 { get; private set; }

    /// <summary>Gets a value indicating whether packets of IPv6 are received. What a host sends to itself always is.</summary>
    internal bool SpeaksIpv6 => Inet6 is not null || (_flags & IfFlags.Loopback) != 0;

    /// <summary>Gets the interface's address on its link, if it can be used.</summary>
    internal InAddress? LinkLocal => Inet6?.Addresses.Find(static each => each.IsUsable && each.Address.IsLinkLocal)?.Address;

    /// <summary>Makes the interface speak IPv6: it gets an address for its link. (<c>ifconfig X inet6 -ifdisabled auto_linklocal</c>)</summary>
    /// <exception cref="ObjectDisposedException">The interface was destroyed.</exception>
    public void EnableIpv6()
    {
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            using (CURVNET_SET(Vnet))
            {
                Enable();
            }
        }
    }

    /// <summary>Ends that, with all addresses and neighbours. (<c>ifconfig X inet6 ifdisabled</c>)</summary>
    public void DisableIpv6()
    {
        using (Netisr.Enter())
        using (CURVNET_SET(Vnet))
        {
            Disable();
        }
    }

    /// <summary>Adds an address. The vnet is current.</summary>
    internal In6Ifaddr Add(InAddress number, int prefixLength)
    {
        ThrowIfTaken(number);
        In6Ifaddr added = new(this, number, prefixLength);
        Use(added);
        return added;
    }

    /// <summary>Lets the vnet have an address, once nobody says that he has it. The vnet is current.</summary>
    internal void Use(In6Ifaddr address)
    {
        Ip6.V_in6_ifaddrhash.Add(address.Address, address);
        Inet6!.Addresses.Add(address);
        Routing.AddConnected(address);
        Join(InAddress.SolicitedNodeOf(address.Address).WithZone(Index));
        Nd6.StartDetection(address);
    }

    /// <summary>Takes an address away, and what depends on it.</summary>
    internal void Remove(In6Ifaddr address)
    {
        Inet6!.Addresses.Remove(address);
        Ip6.V_in6_ifaddrhash.Remove(address.Address);
        Netisr.Stop(address.Detection);
        Netisr.Stop(address.Expiry);
        Leave(InAddress.SolicitedNodeOf(address.Address).WithZone(Index));
        Routing.RemoveConnected(address);
    }

    /// <summary>Lets an address go whose time is over, or sets the next time to look.</summary>
    internal void Expire(In6Ifaddr address)
    {
        if (address.ValidUntil <= Netisr.Now)
        {
            Remove(address);
        }
        else if (address.ValidUntil != In6Ifaddr.Forever)
        {
            Netisr.ResetAt(address.Expiry, address.ValidUntil);
        }
    }

    private In6Interface Enable()
    {
        if (Inet6 is not null)
        {
            return Inet6;
        }

        Inet6 = new In6Interface(ChooseInterfaceId());
        if ((_flags & IfFlags.Loopback) == 0)
        {
            Add(new InAddress(0xFE80UL << 48, Inet6.InterfaceId).WithZone(Index), InterfaceIdBits);
        }

        return Inet6;
    }

    // RFC 4291, A: made of the link-layer address; where there is none, of a random number, which is marked as such.
    private ulong ChooseInterfaceId()
    {
        const ulong UniversalBit = 1UL << 57;
        ulong mac = LinkAddress.Value;
        return mac == 0
            ? Netisr.Random.Next() & ~UniversalBit
            : (((mac & 0xFFFF_FF00_0000) << 16) | 0xFF_FE00_0000 | (mac & 0xFF_FFFF)) ^ UniversalBit;
    }

    private void AddInet6(IPAddress address, int prefixLength)
    {
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            InAddress number = ReadInet6(address, prefixLength);
            using (CURVNET_SET(Vnet))
            {
                Enable();
                Add(number, prefixLength);
                Up();
            }
        }
    }

    private InAddress ReadInet6(IPAddress address, int prefixLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(prefixLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(prefixLength, InAddress.Bits);
        InAddress number = InAddress.From(address);
        if (number.IsMulticast || number.IsIpv4 || number == InAddress.Any || (number.IsLoopback && (_flags & IfFlags.Loopback) == 0))
        {
            throw new ArgumentException($"Interface '{this}' can't have the address {address}. (EINVAL)", nameof(address));
        }

        return number.Zone == 0 || number.Zone == Index
            ? number.WithZone(Index)
            : throw new ArgumentException(
                $"Interface '{this}' has the index {Index}, and can't have an address of the scope {number.Zone}. (EINVAL)", nameof(address));
    }

    private void RemoveInet6(IPAddress address)
    {
        InAddress number = InAddress.From(address).WithZone(Index);
        using (Netisr.Enter())
        {
            if (TryRemoveShared(number))
            {
                return;
            }

            In6Ifaddr removed = Inet6?.Addresses.Find(each => each.Address == number)
                ?? throw Refusal("EADDRNOTAVAIL", $"does not have the address {address}.");
            using (CURVNET_SET(Vnet))
            {
                Remove(removed);
            }
        }
    }

    // The vnet is current.
    private void Disable()
    {
        if (Inet6 is not { } inet6)
        {
            return;
        }

        inet6.Advertiser?.Stop();
        Carp.PurgeInet6(this);
        Nd6.Flush(this);
        while (inet6.Addresses.Count > 0)
        {
            Remove(inet6.Addresses[^1]);
        }

        _mld?.Stop();
        Inet6 = null;
    }
}
