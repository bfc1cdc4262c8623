using System.Net;

namespace Vimage.Net;

/// <summary>
/// A tunnel: IP packets of both families inside IPv4 packets to one other host (RFC 2893, 4213, protocol 4 of RFC 2003). (FreeBSD: <c>if_gif</c>.)
/// </summary>
/// <remarks>
/// Its outer addresses are of the vnet that it is in, so a tunnel that moves has none until <see cref="SetTunnel"/> gives it some. The
/// outer packets may be fragmented on their way.
/// </remarks>
[VnetModule("gif", DependsOn = ["ip"])]
public sealed partial class Gif : Ifnet
{
    private const string DriverName = "gif";

    /// <summary>What every link of IPv6 takes, with room for the outer header on those of Ethernet. (<c>GIF_MTU</c>)</summary>
    private const int DefaultMtu = 1280;

    /// <summary>The time to live of the outer packets.</summary>
    [Virtualized(Name = "net.inet.ip.gifttl")] private static int ip_gif_ttl = 30;

    /// <summary>How many tunnels a packet may go into on its way out, one inside the other.</summary>
    [Virtualized(Name = "net.link.gif.max_nesting")] internal static int max_gif_nesting = 1;

    /// <summary>Allow several tunnels with the same outer addresses; the first that is up receives.</summary>
    [Virtualized(Name = "net.link.gif.parallel_tunnels")] internal static bool parallel_tunnels;

    // By the outer addresses. (FreeBSD: V_ipv4_hashtbl.)
    [Virtualized] private static readonly Dictionary<(uint Local, uint Remote), List<Gif>> gif_softc = [];

    private uint _local;
    private uint _remote;

    private Gif()
        : base(Vnet.Current, Netisr.Current, DriverName, DefaultMtu, IfFlags.PointToPoint | IfFlags.Multicast)
    {
    }

    /// <summary>Gets the outer address of this end; <see langword="null"/> if there is no tunnel.</summary>
    public IPAddress? LocalOuter => HasTunnel ? Ipv4.ToAddress(_local) : null;

    /// <summary>Gets the outer address of the other end; <see langword="null"/> if there is no tunnel.</summary>
    public IPAddress? RemoteOuter => HasTunnel ? Ipv4.ToAddress(_remote) : null;

    private bool HasTunnel => _remote != Ipv4.Any;

    /// <summary>Makes a tunnel in the current vnet. (<c>ifconfig gif create tunnel A B</c>)</summary>
    /// <param name="localOuter">The outer address of this end; it sends nothing as long as the vnet does not have it.</param>
    /// <param name="remoteOuter">The outer address of the other end.</param>
    /// <returns>The interface: <c>gif0</c>, or with the next number that is free. It is down; its MTU is 1280.</returns>
    /// <exception cref="NetworkException">As for <see cref="SetTunnel"/>.</exception>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Gif Create(IPAddress localOuter, IPAddress remoteOuter)
    {
        (uint local, uint remote) = (Ipv4.FromAddress(localOuter), Ipv4.FromAddress(remoteOuter));
        using (Netisr.Current.Enter())
        {
            ThrowUnlessPossible(null, local, remote);
            Gif gif = new();
            gif.Attach(UnitName(DriverName, FreeUnit(DriverName, "")));
            gif.Join(local, remote);
            return gif;
        }
    }

    /// <summary>Gives the tunnel other ends. (<c>ifconfig gif0 tunnel A B</c>)</summary>
    /// <param name="localOuter">The outer address of this end.</param>
    /// <param name="remoteOuter">The outer address of the other end.</param>
    /// <exception cref="NetworkException">
    /// One of them is not that of one host (EINVAL); another tunnel of the vnet has both, and <c>net.link.gif.parallel_tunnels</c> is not set
    /// (EADDRNOTAVAIL).
    /// </exception>
    public void SetTunnel(IPAddress localOuter, IPAddress remoteOuter)
    {
        (uint local, uint remote) = (Ipv4.FromAddress(localOuter), Ipv4.FromAddress(remoteOuter));
        using (Netisr.Enter())
        {
            ThrowIfDestroyed();
            using (CURVNET_SET(Vnet))
            {
                ThrowUnlessPossible(this, local, remote);
                Leave();
                Join(local, remote);
            }
        }
    }

    internal override void Output(Mbuf packet, uint nextHop) => Send(packet);

    internal override void Output(Mbuf packet, InAddress nextHop) => Send(packet);

    private protected override void ThrowUnlessReady()
    {
        if (!HasTunnel)
        {
            throw Refusal("ENXIO", $"can't be switched on: it has moved, and has no outer addresses here. Give it some ({nameof(SetTunnel)}).");
        }
    }

    private protected override void Detach()
    {
        Leave();
        base.Detach();
    }

    // The vnet is current.
    private void Join(uint local, uint remote)
    {
        (_local, _remote) = (local, remote);
        if (!V_gif_softc.TryGetValue((local, remote), out List<Gif>? same))
        {
            V_gif_softc.Add((local, remote), same = []);
        }

        same.Add(this);
    }

    private void Leave()
    {
        if (V_gif_softc.TryGetValue((_local, _remote), out List<Gif>? same) && same.Remove(this) && same.Count == 0)
        {
            V_gif_softc.Remove((_local, _remote));
        }

        (_local, _remote) = (Ipv4.Any, Ipv4.Any);
    }

    private static void ThrowUnlessPossible(Gif? gif, uint local, uint remote)
    {
        string tunnel = $"{Ipv4.Format(local)} -> {Ipv4.Format(remote)}";
        foreach (uint address in (ReadOnlySpan<uint>)[local, remote])
        {
            if (address is Ipv4.Any or Ipv4.Broadcast || Ipv4.IsMulticast(address))
            {
                throw new NetworkException("EINVAL", Vnet.Current, tunnel, $"There can't be a tunnel {tunnel}: {Ipv4.Format(address)} is not the address of one host.");
            }
        }

        if (!V_parallel_tunnels && V_gif_softc.TryGetValue((local, remote), out List<Gif>? same) && same.Find(each => each != gif) is { } other)
        {
            throw new NetworkException("EADDRNOTAVAIL", Vnet.Current, tunnel, $"There can't be a second tunnel {tunnel}: interface '{other}' is one (net.link.gif.parallel_tunnels).");
        }
    }
}
