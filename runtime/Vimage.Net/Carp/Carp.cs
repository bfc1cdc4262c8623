using System.Net;

namespace Vimage.Net;

/// <summary>
/// A virtual host: addresses that several hosts on a link share, of which one has them at a time, the master. When that one falls
/// silent another takes over, with the same link-layer address. (FreeBSD: <c>carp(4)</c>, <c>ip_carp.c</c>.)
/// </summary>
/// <remarks>
/// It is there as long as it has an address, or has had none yet; it goes with its interface, and does not move with it. Advertisements
/// are proved by a password, but one that was overheard is believed again, as in FreeBSD: links are to be trusted that far.
/// </remarks>
[VnetModule("carp", DependsOn = ["arp", "ip", "ip6", "nd6"])]
public sealed partial class Carp
{
    private Carp(EthernetIfnet @interface, int vhid)
    {
        const ulong FirstLink = 0x0000_5E00_0100;
        Interface = @interface;
        Vhid = vhid;
        LinkAddress = new MacAddress(FirstLink | (uint)vhid);
        _advertiser = new Callout(static self => ((Carp)self).OnAdvertiser(), this);
        _masterDown = new Callout(static self => ((Carp)self).OnMasterDown(), this);
        _masterDown6 = new Callout(static self => ((Carp)self).OnMasterDown(), this);
    }

    /// <summary>Gets the interface to the link that it is on.</summary>
    public EthernetIfnet Interface { get; }

    /// <summary>Gets its number, the same on each host: 1 to 255.</summary>
    public int Vhid { get; }

    /// <summary>Gets the link-layer address that whoever is its master answers for it: <c>00:00:5e:00:01:VHID</c>.</summary>
    public MacAddress LinkAddress { get; }

    /// <summary>Gets a value indicating whether it was destroyed.</summary>
    public bool IsDestroyed { get; private set; }

    /// <summary>Gets the virtual hosts of the current vnet, the first made first: a snapshot.</summary>
    public static IReadOnlyList<Carp> All
    {
        get
        {
            using (Netisr.Current.Enter())
            {
                return [.. V_carp_list];
            }
        }
    }

    /// <summary>Makes a virtual host on an interface. (<c>ifconfig X vhid N advbase B advskew S pass P</c>)</summary>
    /// <param name="interface">The interface. It gets the addresses by <see cref="Ifnet.AddAddress(IPAddress, int, int)"/>.</param>
    /// <param name="vhid">Its number, the same on each host: 1 to 255.</param>
    /// <param name="advBase">As <see cref="AdvBase"/>.</param>
    /// <param name="advSkew">As <see cref="AdvSkew"/>.</param>
    /// <param name="pass">As for <see cref="SetPassword"/>.</param>
    /// <returns>The virtual host, without addresses.</returns>
    /// <exception cref="NetworkException">
    /// A number is out of its range, or the password too long (EINVAL); the interface has that virtual host (EEXIST).
    /// </exception>
    public static Carp Create(EthernetIfnet @interface, int vhid, int advBase = 1, int advSkew = 0, string? pass = null)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (@interface.Netisr.Enter())
        {
            ObjectDisposedException.ThrowIf(@interface.IsDestroyed, @interface);
            const int MaxVhid = 255;
            if (vhid is < 1 or > MaxVhid)
            {
                throw Refusal(@interface, "EINVAL", $"can't have vhid {vhid}: they are numbered from 1 to {MaxVhid}.");
            }

            if (Find(@interface, vhid) is not null)
            {
                throw Refusal(@interface, "EEXIST", $"has vhid {vhid} already.");
            }

            Carp carp = new(@interface, vhid) { AdvBase = advBase, AdvSkew = advSkew };
            carp.SetPassword(pass);
            using (CURVNET_SET(@interface.Vnet))
            {
                V_carp_list.Add(carp);
                @interface.VirtualHosts = [.. @interface.VirtualHosts, carp];
            }

            return carp;
        }
    }

    /// <summary>Returns a virtual host of an interface.</summary>
    /// <param name="interface">The interface.</param>
    /// <param name="vhid">Its number.</param>
    /// <returns>The virtual host.</returns>
    /// <exception cref="NetworkException">The interface does not have it (ENOENT).</exception>
    public static Carp Get(Ifnet @interface, int vhid)
    {
        ArgumentNullException.ThrowIfNull(@interface);
        using (@interface.Netisr.Enter())
        {
            return Find(@interface, vhid)
                ?? throw Refusal(@interface, "ENOENT", $"has no vhid {vhid}. Make it first ({nameof(Carp)}.{nameof(Create)}).");
        }
    }

    /// <summary>Destroys it, with its addresses. What it was master of, others take over.</summary>
    public void Destroy()
    {
        using (Interface.Netisr.Enter())
        {
            if (IsDestroyed)
            {
                return;
            }

            try
            {
                using (CURVNET_SET(Interface.Vnet))
                {
                    TearDown();
                }
            }
            catch (ObjectDisposedException)
            {
                // Its vnet is being torn down, and waits for the lock to take it along.
            }
        }
    }

    /// <summary>Returns its number, its interface and its state: <c>1@epair0a MASTER</c>.</summary>
    /// <returns>A name for people.</returns>
    public override string ToString() => $"{Vhid}@{Interface} {State.ToString().ToUpperInvariant()}";

    /// <summary>Destroys all of an interface, which leaves the current vnet or is destroyed.</summary>
    internal static void Purge(Ifnet @interface)
    {
        foreach (Carp carp in @interface.VirtualHosts)
        {
            carp.TearDown();
        }
    }

    private void TearDown()
    {
        IsDestroyed = true;
        Stop();
        RemoveAll(static _ => true);
        EndDemotions();
        V_carp_list.Remove(this);
        Interface.VirtualHosts = Array.FindAll(Interface.VirtualHosts, each => each != this);
    }

    private static Carp? Find(Ifnet @interface, int vhid) => Array.Find(@interface.VirtualHosts, each => each.Vhid == vhid);

    private static NetworkException Refusal(Ifnet @interface, string errno, string reason) =>
        new(errno, @interface.Vnet, @interface.Name, $"Interface '{@interface}' {reason}");
}
