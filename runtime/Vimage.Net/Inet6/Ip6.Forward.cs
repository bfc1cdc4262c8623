namespace Vimage.Net;

/// <content>Packets that are for others.</content>
public static partial class Ip6
{
    /// <summary>Sends a packet on. (FreeBSD: <c>ip6_tryforward</c>, <c>ip6_forward</c>.)</summary>
    private static void Forward(Mbuf packet, Vnet vnet, Ip6Statistics statistics, bool hasHopByHop)
    {
        Ifnet from = packet.ReceiveInterface!;
        Ip6Header ip = new(packet.Span);
        InAddress source = ip.Source.WithZone(from.Index);
        InAddress destination = ip.Destination.WithZone(from.Index);

        // What came to everybody on the link is not for one of us to send on; what has no address can't be answered (RFC 4291, 2.5.2).
        if ((packet.Flags & (MbufFlags.Broadcast | MbufFlags.Multicast)) != 0
            || (!source.IsOrdinary && (source.IsAny || source.IsLoopback))
            || destination.IsLoopback)
        {
            statistics.CantForward++;
            packet.Free();
            return;
        }

        if (ip.HopLimit <= 1)
        {
            statistics.CantForward++;
            Icmp6.SendError(packet, Icmp6Type.TimeExceeded, Icmp6Code.HopLimitExceeded);
            return;
        }

        Route? route = Routing.Lookup(vnet, destination, (uint)(source.Folded ^ destination.Folded), packet.Fib);
        if (route?.Interface is not { } @interface)
        {
            statistics.CantForward++;
            if (route is { Kind: RouteKind.Blackhole })
            {
                packet.Free();
            }
            else
            {
                Icmp6.SendError(packet, Icmp6Type.Unreachable, Icmp6Code.NoRoute);
            }

            return;
        }

        if (source.IsLinkLocal && @interface != from)
        {
            // RFC 4291, 2.5.6: it would mean another host there.
            statistics.CantForward++;
            Icmp6.SendError(packet, Icmp6Type.Unreachable, Icmp6Code.BeyondScope);
            return;
        }

        if (LengthOnLink(packet) > @interface.Mtu)
        {
            statistics.CantForward++;
            Icmp6.SendError(packet, Icmp6Type.PacketTooBig, 0, (uint)@interface.Mtu);
            return;
        }

        InAddress nextHop = route.GatewayAddress.IsAny ? destination : route.GatewayAddress;
        if (@interface == from && V_ip6_sendredirects && IsNeighborOf(@interface, source))
        {
            statistics.RedirectsSent++;
            Nd6.SendRedirect(packet, source, destination, nextHop);
        }

        ip.HopLimit--;
        statistics.Forwarded++;
        statistics.FastForwarded += hasHopByHop ? 0 : 1;
        packet.Flags = (packet.Flags & ~(MbufFlags.IpChecksumValid | MbufFlags.DataChecksumValid)) | MbufFlags.Forwarded;
        if (!TryPassFilters(ref packet, @interface))
        {
            return;
        }

        if (packet.ReassembledSize > 0 && packet.Length > packet.ReassembledSize)
        {
            statistics.Fragmented++;
            SendFragments(packet, @interface, packet.ReassembledSize, packet.ReassembledIdentification, nextHop);
        }
        else
        {
            SendWhole(packet, @interface, nextHop);
        }
    }

    /// <summary>Sends on a copy of a packet to a group. Takes it. (FreeBSD: <c>phyint_send</c>.)</summary>
    internal static void ForwardToGroup(Mbuf packet, Ifnet @interface)
    {
        if (LengthOnLink(packet) > @interface.Mtu)
        {
            // RFC 4443, 3.2: senders to groups are told of this, too.
            Icmp6.SendError(packet, Icmp6Type.PacketTooBig, 0, (uint)@interface.Mtu);
            return;
        }

        Ip6Header ip = new(packet.Span);
        ip.HopLimit--;
        packet.Flags = MbufFlags.Multicast | MbufFlags.Forwarded;
        SendWhole(packet, @interface, ip.Destination.WithZone(@interface.Index));
    }

    private static bool IsNeighborOf(Ifnet @interface, InAddress address)
    {
        foreach (In6Ifaddr own in @interface.Inet6?.Addresses ?? [])
        {
            if (own.Covers(address))
            {
                return true;
            }
        }

        return false;
    }
}
