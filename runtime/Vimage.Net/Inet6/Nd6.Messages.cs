namespace Vimage.Net;

/// <content>Questions for neighbours, and answers (RFC 4861, 7.1 and 7.2).</content>
public static partial class Nd6
{
    // Who forwards takes one off: what has this is of the link (RFC 4861, 6.1.1).
    private const byte HopLimit = 255;

    // The length of a solicitation and an advertisement: the header and the target.
    private const int TargetSize = Icmp6Header.Size + InAddress.Size;

    private const uint RouterFlag = 0x8000_0000;
    private const uint SolicitedFlag = 0x4000_0000;
    private const uint OverrideFlag = 0x2000_0000;

    /// <summary>Receives a message, which stays the caller's.</summary>
    internal static void Input(Mbuf packet, in NetworkHeader ip, Span<byte> message)
    {
        Icmp6Header icmp = new(message);
        if (new Ip6Header(packet.Span).HopLimit != HopLimit || icmp.Code != 0 || packet.ReceiveInterface is not { Inet6: not null } @interface)
        {
            CountBad();
            return;
        }

        switch (icmp.Type)
        {
            case Icmp6Type.NeighborSolicitation when HasTargetAndOptions(message):
                OnSolicitation(@interface, ip, message);
                break;
            case Icmp6Type.NeighborAdvertisement when HasTargetAndOptions(message):
                OnAdvertisement(@interface, ip, message);
                break;
            case Icmp6Type.RouterSolicitation when NdOptions.AreWellFormed(icmp.Body):
                OnRouterSolicitation(@interface, ip, message);
                break;
            case Icmp6Type.RouterAdvertisement when ip.Source.IsLinkLocal:
                OnRouterAdvertisement(@interface, ip, message);
                break;
            case Icmp6Type.Redirect when ip.Source.IsLinkLocal:
                OnRedirect(@interface, ip, message, packet.Fib);
                break;
            default:
                CountBad();
                break;
        }
    }

    /// <summary>Tells all on the link which link-layer address an interface has: after it has changed. (FreeBSD: <c>nd6_grand_start</c>.)</summary>
    internal static void AnnounceAll(Ifnet @interface)
    {
        if (!@interface.IsUp)
        {
            return;
        }

        foreach (In6Ifaddr address in @interface.Inet6?.Addresses ?? [])
        {
            Announce(address);
        }
    }

    /// <summary>The same of one address, if it is used.</summary>
    internal static void Announce(In6Ifaddr address)
    {
        if (address.IsUsable)
        {
            Ifnet @interface = address.Interface;
            Advertise(@interface, address.Address, InAddress.AllNodes.WithZone(@interface.Index), OverrideFlag, address.LinkAddress);
        }
    }

    private static void OnSolicitation(Ifnet @interface, in NetworkHeader ip, Span<byte> message)
    {
        V_nd6stat.SolicitationsReceived++;
        InAddress target = InAddress.Read(message[Icmp6Header.Size..]).WithZone(@interface.Index);
        MacAddress? link = NdOptions.FindLink(message[TargetSize..], NdOptions.SourceLink);
        bool isProbe = ip.Source == InAddress.Any;
        bool isToGroup = ip.Destination.WithoutZone() == InAddress.SolicitedNodeOf(target);
        if (target.IsMulticast || (isProbe && (link is not null || !isToGroup)))
        {
            CountBad();
            return;
        }

        In6Ifaddr? own = @interface.Inet6!.Addresses.Find(each => each.Address == target);
        if (own is { IsUsable: false })
        {
            // RFC 4862, 5.4.3: two that look for each other's address at the same time have both lost.
            if (isProbe && own.IsTentative)
            {
                OnDuplicate(own);
            }

            return;
        }

        MacAddress answer = own?.LinkAddress ?? default;
        bool isProxy = own is null && V_nd6_proxies.TryGetValue((@interface, target), out answer);
        if (own is null && !isProxy)
        {
            return;
        }

        if (link is { IsMulticast: false } sender && @interface is EthernetIfnet ethernet)
        {
            Learn(ethernet, ip.Source, sender);
        }

        uint flags = (isProbe ? 0 : SolicitedFlag) | (isProxy ? 0 : OverrideFlag);
        Advertise(@interface, target, isProbe ? InAddress.AllNodes.WithZone(@interface.Index) : ip.Source, flags, answer);
    }

    private static void OnAdvertisement(Ifnet @interface, in NetworkHeader ip, Span<byte> message)
    {
        V_nd6stat.AdvertisementsReceived++;
        uint flags = new Icmp6Header(message).Rest;
        bool isSolicited = (flags & SolicitedFlag) != 0;
        InAddress target = InAddress.Read(message[Icmp6Header.Size..]).WithZone(@interface.Index);
        if (target.IsMulticast || (isSolicited && ip.Destination.IsMulticast))
        {
            CountBad();
            return;
        }

        if (@interface.Inet6!.Addresses.Find(each => each.Address == target) is { } own)
        {
            if (own.IsTentative)
            {
                OnDuplicate(own);
            }

            return;
        }

        MacAddress? link = NdOptions.FindLink(message[TargetSize..], NdOptions.TargetLink);
        if (link is not { IsMulticast: true } && @interface.Inet6.Neighbors.TryGetValue(target, out Nd6Entry? entry) && entry.State != Nd6State.Permanent)
        {
            Update(entry, link, isSolicited, isOverriding: (flags & OverrideFlag) != 0, isRouter: (flags & RouterFlag) != 0);
        }
    }

    // RFC 4861, 7.2.5.
    private static void Update(Nd6Entry entry, MacAddress? link, bool isSolicited, bool isOverriding, bool isRouter)
    {
        if (entry.State == Nd6State.Incomplete)
        {
            if (link is null)
            {
                return;
            }

            SetState(entry, isSolicited ? Nd6State.Reachable : Nd6State.Stale);
            Resolve(entry, link.Value);
        }
        else
        {
            bool isOther = link is not null && link != entry.Link;
            if (isOther && !isOverriding)
            {
                if (entry.State == Nd6State.Reachable)
                {
                    SetState(entry, Nd6State.Stale);
                }

                return;
            }

            entry.Link = link ?? entry.Link;
            if (isSolicited || isOther)
            {
                SetState(entry, isSolicited ? Nd6State.Reachable : Nd6State.Stale);
            }
        }

        if (entry.IsRouter && !isRouter)
        {
            OnRouterUnreachable(entry);
        }

        entry.IsRouter = isRouter;
    }

    private static void Solicit(Ifnet @interface, InAddress target, InAddress destination)
    {
        V_nd6stat.SolicitationsSent++;
        if (!SourceSelection.TryChoose(destination, @interface, out InAddress source))
        {
            source = InAddress.Any;
        }

        SendTarget(@interface, Icmp6Type.NeighborSolicitation, 0, target, source, destination, LinkOf(@interface, source));
    }

    private static void Advertise(Ifnet @interface, InAddress target, InAddress destination, uint flags, MacAddress link)
    {
        V_nd6stat.AdvertisementsSent++;
        InAddress source = target;
        if (@interface.Inet6!.Addresses.Find(each => each.Address == target) is null && !SourceSelection.TryChoose(destination, @interface, out source))
        {
            return;
        }

        SendTarget(
            @interface, Icmp6Type.NeighborAdvertisement, flags | (Ip6.IsForwarding ? RouterFlag : 0), target, source, destination, link);
    }

    private static void SendTarget(
        Ifnet @interface, Icmp6Type type, uint flags, InAddress target, InAddress source, InAddress destination, MacAddress? link)
    {
        int length = TargetSize + (link is null ? 0 : NdOptions.ShortSize);
        Mbuf packet = @interface.Netisr.Pool.Get(length);
        Span<byte> message = packet.Append(length);
        new Icmp6Header(message).Write(type, 0, flags);
        target.Write(message[Icmp6Header.Size..]);
        if (link is { } own)
        {
            byte option = type == Icmp6Type.NeighborSolicitation ? NdOptions.SourceLink : NdOptions.TargetLink;
            NdOptions.WriteLink(message[TargetSize..], option, own);
        }

        // A bridge on the way learns where the link-layer address of a virtual host is.
        packet.SourceLink = Carp.Find(source)?.LinkAddress ?? default;
        Send(@interface, packet, source, destination);
    }

    private static MacAddress? LinkOf(Ifnet @interface, InAddress own) =>
        own.IsAny ? null : Carp.Find(own)?.LinkAddress ?? @interface.LinkAddress;

    /// <summary>Sends a message over the link of an interface.</summary>
    internal static void Send(Ifnet @interface, Mbuf packet, InAddress source, InAddress destination)
    {
        new Icmp6Header(packet.Span).WriteChecksum(source, destination);
        IpFields fields = new() { Source = source, Destination = destination, Protocol = IpProtocol.Icmp6, TimeToLive = HopLimit };
        _ = Ip6.Output(packet, fields, new RouteTarget(@interface, destination, source));
    }

    private static bool HasTargetAndOptions(Span<byte> message) =>
        message.Length >= TargetSize && NdOptions.AreWellFormed(message[TargetSize..]);

    private static void CountBad() => Icmp6.Statistics.BadNeighborDiscovery++;
}
