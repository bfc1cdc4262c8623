using System.Buffers.Binary;

namespace Vimage.Net;

/// <content>What a host makes of router advertisements (RFC 4861, 6.3). (FreeBSD: <c>nd6_rtr.c</c>.)</content>
public static partial class Nd6
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    // RFC 4861, 10.
    private const int Solicitations = 3;
    private const int SolicitationInterval = 4;

    // The length of an advertisement before its options.
    private const int AdvertisementSize = 16;

    /// <summary>How many routers are remembered.</summary>
    [Virtualized(Name = "net.inet6.ip6.maxifdefrouters")] private static int nd6_maxdefrouters = 16;

    /// <summary>How many prefixes are, and addresses made of them, on one interface.</summary>
    [Virtualized(Name = "net.inet6.ip6.maxifprefixes")] private static int nd6_maxprefixes = 16;

    [Virtualized] private static readonly List<DefaultRouter> nd6_defrouters = [];
    [Virtualized] private static readonly List<OnLinkPrefix> nd6_prefixes = [];
    [Virtualized] private static readonly Callout nd6_lifetimes = new(static _ => OnLifetimes(), new object());

    /// <summary>Asks for routers, so that nobody waits for their next advertisement.</summary>
    internal static void SolicitRouters(Ifnet @interface)
    {
        In6Interface inet6 = @interface.Inet6!;
        inet6.SolicitationsLeft = Solicitations;
        inet6.Soliciting ??= new Callout(static self => SendRouterSolicitation((Ifnet)self), @interface);
        @interface.Netisr.Reset(inet6.Soliciting, TimeSpan.FromMilliseconds(@interface.Netisr.Random.Next(1000)));
    }

    private static void SendRouterSolicitation(Ifnet @interface)
    {
        In6Interface inet6 = @interface.Inet6!;
        inet6.SolicitationsLeft--;
        InAddress destination = InAddress.AllRouters.WithZone(@interface.Index);
        InAddress source = @interface.LinkLocal ?? InAddress.Any;
        bool saysLink = !source.IsAny && @interface.LinkAddress.Value != 0;
        int length = Icmp6Header.Size + (saysLink ? NdOptions.ShortSize : 0);
        Mbuf packet = @interface.Netisr.Pool.Get(length);
        Span<byte> message = packet.Append(length);
        new Icmp6Header(message).Write(Icmp6Type.RouterSolicitation, 0, 0);
        if (saysLink)
        {
            NdOptions.WriteLink(message[Icmp6Header.Size..], NdOptions.SourceLink, @interface.LinkAddress);
        }

        Send(@interface, packet, source, destination);
        if (inet6.SolicitationsLeft > 0)
        {
            @interface.Netisr.Reset(inet6.Soliciting!, TimeSpan.FromSeconds(SolicitationInterval));
        }
    }

    private static void OnRouterSolicitation(Ifnet @interface, in NetworkHeader ip, Span<byte> message)
    {
        if (@interface.Inet6!.Advertiser is not { } advertiser)
        {
            return;
        }

        MacAddress? link = NdOptions.FindLink(message[Icmp6Header.Size..], NdOptions.SourceLink);
        if (link is { IsMulticast: false } sender && !ip.Source.IsAny && @interface is EthernetIfnet ethernet)
        {
            Learn(ethernet, ip.Source, sender);
        }

        advertiser.SendSoon();
    }

    private static void OnRouterAdvertisement(Ifnet @interface, in NetworkHeader ip, Span<byte> message)
    {
        if (message.Length < AdvertisementSize || !NdOptions.AreWellFormed(message[AdvertisementSize..]))
        {
            CountBad();
            return;
        }

        In6Interface inet6 = @interface.Inet6!;
        if (!inet6.AcceptsRouterAdvertisements || Ip6.IsForwarding)
        {
            return;
        }

        V_nd6stat.RouterAdvertisementsReceived++;
        if (inet6.Soliciting is { } soliciting)
        {
            @interface.Netisr.Stop(soliciting);
        }

        Span<byte> options = message[AdvertisementSize..];
        if (NdOptions.FindLink(options, NdOptions.SourceLink) is { IsMulticast: false } link && @interface is EthernetIfnet ethernet)
        {
            Learn(ethernet, ip.Source, link);
            if (inet6.Neighbors.TryGetValue(ip.Source, out Nd6Entry? entry))
            {
                entry.IsRouter = true;
            }
        }

        const int Preferences = 3;
        const int Lifetime = 6;
        ReadParameters(inet6, message);
        UpdateRouter(@interface, ip.Source, BinaryPrimitives.ReadUInt16BigEndian(message[Lifetime..]), (message[5] >> 3) & Preferences);
        foreach (Span<byte> option in new NdOptions(options))
        {
            if (option[0] == NdOptions.Prefix && option.Length == NdPrefixOption.Size)
            {
                OnPrefix(@interface, new NdPrefixOption(option));
            }
            else if (option[0] == NdOptions.Mtu && option.Length == NdOptions.ShortSize)
            {
                OnLinkMtu(@interface, BinaryPrimitives.ReadInt32BigEndian(option[4..]));
            }
        }

        ScheduleLifetimes(@interface.Netisr);
    }

    // 0 says nothing.
    private static void ReadParameters(In6Interface inet6, Span<byte> message)
    {
        const int MaxReachableTime = 3_600_000;
        byte hopLimit = message[4];
        uint reachable = BinaryPrimitives.ReadUInt32BigEndian(message[8..]);
        uint retransmit = BinaryPrimitives.ReadUInt32BigEndian(message[12..]);
        inet6.HopLimit = hopLimit == 0 ? inet6.HopLimit : hopLimit;
        inet6.ReachableTime = reachable is > 0 and <= MaxReachableTime ? (int)reachable : inet6.ReachableTime;
        inet6.RetransmitTime = retransmit is > 0 and <= MaxReachableTime ? (int)retransmit : inet6.RetransmitTime;
    }

    // RFC 4861, 6.3.4: a link takes no more than a router says, and every link takes 1280 bytes.
    private static void OnLinkMtu(Ifnet @interface, int mtu)
    {
        if (mtu >= Ip6Header.MinMtu && mtu < @interface.Mtu)
        {
            @interface.Mtu = mtu;
        }
    }

    private static void UpdateRouter(Ifnet @interface, InAddress address, int lifetime, int preference)
    {
        const int Medium = 0;
        const int Low = 3;
        DefaultRouter? router = V_nd6_defrouters.Find(each => each.Address == address);
        if (lifetime == 0)
        {
            V_nd6_defrouters.Remove(router!);
        }
        else
        {
            if (router is null && V_nd6_defrouters.Count < V_nd6_maxdefrouters)
            {
                V_nd6_defrouters.Add(router = new DefaultRouter(@interface, address));
            }

            if (router is not null)
            {
                router.Until = @interface.Netisr.Now + (lifetime * NanosecondsPerSecond);
                router.Preference = preference switch { 1 => 1, Low => -1, _ => Medium };
            }
        }

        SelectRouter();
    }

    // The most wanted one of those that are there, else of those that may be (RFC 4861, 6.3.6; RFC 4191, 3.2).
    private static void SelectRouter()
    {
        DefaultRouter? best = null;
        foreach (DefaultRouter router in V_nd6_defrouters)
        {
            if (best is null || Rank(router) > Rank(best))
            {
                best = router;
            }
        }

        Routing.SetAdvertised(best?.Interface, best?.Address ?? InAddress.Any);
    }

    private static int Rank(DefaultRouter router)
    {
        bool isThere = !router.Interface.Inet6!.Neighbors.TryGetValue(router.Address, out Nd6Entry? entry) || entry.State != Nd6State.Incomplete;
        return (isThere ? 10 : 0) + router.Preference;
    }

    // It does not answer any more, or is a host now.
    private static void OnRouterUnreachable(Nd6Entry entry)
    {
        int index = V_nd6_defrouters.FindIndex(each => each.Address == entry.Address);
        if (index >= 0)
        {
            // It comes back with its next advertisement.
            V_nd6_defrouters.RemoveAt(index);
            SelectRouter();
        }
    }

    private static void ForgetRouters(Ifnet @interface)
    {
        if (V_nd6_defrouters.RemoveAll(each => each.Interface == @interface) > 0)
        {
            SelectRouter();
        }

        foreach (OnLinkPrefix prefix in V_nd6_prefixes.FindAll(each => each.Interface == @interface))
        {
            Remove(prefix);
        }

        ScheduleLifetimes(@interface.Netisr);
    }
}
