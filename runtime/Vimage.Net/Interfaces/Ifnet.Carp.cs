using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Addresses that are shared with other hosts.</content>
public abstract partial class Ifnet
{
    /// <summary>Gets or sets the virtual hosts on the link. (FreeBSD: <c>struct carp_if</c>.)</summary>
    internal Carp[] VirtualHosts { get; set; } = [];

    /// <summary>
    /// Adds an address to a virtual host of the interface, and switches the interface on. The vnet has it while it is the master, and it is
    /// not asked whether others have it. (<c>ifconfig X vhid N alias A/L</c>)
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="prefixLength">How many bits of it name the network: 1 to 32, of IPv6 to 128.</param>
    /// <param name="vhid">The virtual host, whose addresses have to be the same on each host.</param>
    /// <exception cref="ArgumentException">It is no address that an interface can have.</exception>
    /// <exception cref="NetworkException">
    /// The interface does not have the virtual host (ENOENT), or an interface of the vnet has the address (EEXIST).
    /// </exception>
    /// <seealso cref="Carp.Create"/>
    public void AddAddress(IPAddress address, int prefixLength, int vhid)
    {
        ArgumentNullException.ThrowIfNull(address);
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            ThrowUnlessReady();
            Carp carp = Carp.Get(this, vhid);
            bool isInet6 = address.AddressFamily == AddressFamily.InterNetworkV6;
            InAddress number = isInet6 ? ReadInet6(address, prefixLength) : ReadInet(address, prefixLength);
            using (CURVNET_SET(Vnet))
            {
                ThrowIfTaken(number);
                if (isInet6)
                {
                    Enable();
                }

                Up();
                carp.Add(number, prefixLength);
            }
        }
    }

    // Of IPv6 with its zone.
    private bool TryRemoveShared(InAddress address)
    {
        if (Array.Find(VirtualHosts, each => each.Has(address)) is not { } carp)
        {
            return false;
        }

        using (CURVNET_SET(Vnet))
        {
            carp.Remove(address);
            return true;
        }
    }
}
