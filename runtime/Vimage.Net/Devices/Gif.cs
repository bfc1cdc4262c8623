using System.Net;

namespace Vimage.Net;

/// <summary>
/// A tunnel: packets of both families inside packets of either to one other host (RFC 2003, 2473, 4213). (FreeBSD: <c>if_gif</c>.)
/// </summary>
/// <remarks>
/// Its outer addresses are of the vnet that it is in, so a tunnel that moves has none until <see cref="SetTunnel"/> gives it some. The
/// outer packets may be fragmented on their way.
/// </remarks>
[VnetModule("gif", DependsOn = ["ip", "ip6"])]
public sealed partial class Gif : Ifnet
{
    private const string DriverName = "gif";

    /// <summary>What every link of IPv6 takes, with room for the outer header on those of Ethernet. (<c>GIF_MTU</c>)</summary>
    private const int DefaultMtu = 1280;

    /// <summary>The time to live of outer packets of IPv4.</summary>
    [Virtualized(Name = "net.inet.ip.gifttl")] private static int ip_gif_ttl = 30;

    /// <summary>The hop limit of those of IPv6.</summary>
    [Virtualized(Name = "net.inet6.ip6.gifhlim")] private static int ip6_gif_hlim = 30;

    /// <summary>How many tunnels a packet may go into on its way out, one inside the other.</summary>
    [Virtualized(Name = "net.link.gif.max_nesting")] internal static int max_gif_nesting = 1;

    /// <summary>Allow several tunnels with the same outer addresses; the first that is up receives.</summary>
    [Virtualized(Name = "net.link.gif.parallel_tunnels")] internal static bool parallel_tunnels;

    // By the outer addresses. (FreeBSD: V_ipv4_hashtbl, V_ipv6_hashtbl.)
    [Virtualized] private static readonly Dictionary<(InAddress Local, InAddress Remote), List<Gif>> gif_softc = [];

    private InAddress _local;
    private InAddress _remote;

    private Gif()
        : base(Vnet.Current, Netisr.Current, DriverName, DefaultMtu, IfFlags.PointToPoint | IfFlags.Multicast)
    {
    }

    /// <summary>Gets the outer address of this end; <see langword="null"/> if there is no tunnel.</summary>
    public IPAddress? LocalOuter => HasTunnel ? _local.ToIPAddress() : null;

    /// <summary>Gets the outer address of the other end; <see langword="null"/> if there is no tunnel.</summary>
    public IPAddress? RemoteOuter => HasTunnel ? _remote.ToIPAddress() : null;

    private bool HasTunnel => !_remote.IsAny;

    /// <summary>Makes a tunnel in the current vnet. (<c>ifconfig gif create tunnel A B</c>)</summary>
    /// <param name="localOuter">The outer address of this end; it sends nothing as long as the vnet does not have it.</param>
    /// <param name="remoteOuter">The outer address of the other end.</param>
    /// <returns>The interface: <c>gif0</c>, or with the next number that is free. It is down; its MTU is 1280.</returns>
    /// <exception cref="NetworkException">As for <see cref="SetTunnel"/>.</exception>
    /// <exception cref="VnetQuotaException">The vnet has as many interfaces as it may.</exception>
    public static Gif Create(IPAddress localOuter, IPAddress remoteOuter)
    {
        (InAddress local, InAddress remote) = (InAddress.From(localOuter), InAddress.From(remoteOuter));
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
    /// One of them is not that of one host, or of another family than the other (EINVAL); another tunnel of the vnet has both, and <c>net.link.gif.parallel_tunnels</c> is not set
    /// (EADDRNOTAVAIL).
    /// </exception>
    public void SetTunnel(IPAddress localOuter, IPAddress remoteOuter)
    {
        (InAddress local, InAddress remote) = (InAddress.From(localOuter), InAddress.From(remoteOuter));
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
    private void Join(InAddress local, InAddress remote)
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

        (_local, _remote) = (InAddress.Any, InAddress.Any);
    }

    private static void ThrowUnlessPossible(Gif? gif, InAddress local, InAddress remote)
    {
        string tunnel = $"{local} -> {remote}";
        if (local.IsIpv4 != remote.IsIpv4)
        {
            throw new NetworkException("EINVAL", Vnet.Current, tunnel, $"There can't be a tunnel {tunnel}: both ends are of one family.");
        }

        foreach (InAddress address in (ReadOnlySpan<InAddress>)[local, remote])
        {
            if (address.IsAny || address.IsMulticast || (address.IsIpv4 && address.Ipv4 == Ipv4.Broadcast))
            {
                throw new NetworkException("EINVAL", Vnet.Current, tunnel, $"There can't be a tunnel {tunnel}: {address} is not the address of one host.");
            }
        }

        if (!V_parallel_tunnels && V_gif_softc.TryGetValue((local, remote), out List<Gif>? same) && same.Find(each => each != gif) is { } other)
        {
            throw new NetworkException("EADDRNOTAVAIL", Vnet.Current, tunnel, $"There can't be a second tunnel {tunnel}: interface '{other}' is one (net.link.gif.parallel_tunnels).");
        }
    }
}
