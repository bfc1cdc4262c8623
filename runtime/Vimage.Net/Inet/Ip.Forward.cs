namespace Vimage.Net;

/// <content>Packets that are for others.</content>
public static partial class Ip
{
    /// <summary>Sends a packet on. (FreeBSD: <c>ip_tryforward</c>, <c>ip_forward</c>.)</summary>
    private static void Forward(Mbuf packet, Vnet vnet, IpStatistics statistics)
    {
        IpHeader ip = new(packet.Span);
        uint destination = ip.Destination;
        uint source = ip.Source;

        // RFC 1812, 5.3.4: what came to everybody on the link is not for one of us to send on.
        if ((packet.Flags & (MbufFlags.Broadcast | MbufFlags.Multicast)) != 0 || !Ipv4.IsForwardable(destination) || !Ipv4.IsForwardable(source))
        {
            statistics.CantForward++;
            packet.Free();
            return;
        }

        if (ip.TimeToLive <= 1)
        {
            statistics.CantForward++;
            Icmp.SendError(packet, IcmpType.TimeExceeded, IcmpCode.TransitTimeExceeded);
            return;
        }

        Route? route = Routing.Lookup(vnet, destination, source ^ destination, packet.Fib);
        if (route?.Interface is not { } @interface)
        {
            statistics.CantForward++;
            if (route is { Kind: RouteKind.Blackhole })
            {
                packet.Free();
            }
            else
            {
                Icmp.SendError(packet, IcmpType.Unreachable, IcmpCode.HostUnreachable);
            }

            return;
        }

        if (LengthOnLink(packet) > @interface.Mtu && (ip.Fragment & IpHeader.DontFragment) != 0)
        {
            statistics.CantFragment++;
            statistics.CantForward++;
            Icmp.SendError(packet, IcmpType.Unreachable, IcmpCode.FragmentationNeeded, (uint)@interface.Mtu);
            return;
        }

        uint nextHop = route.GatewayNumber == 0 ? destination : route.GatewayNumber;
        if (@interface == packet.ReceiveInterface && V_ipsendredirects && IsNeighborOf(@interface, source, nextHop))
        {
            statistics.RedirectsSent++;
            Icmp.SendRedirect(packet, nextHop);
        }

        if (ip.HeaderLength > IpHeader.MinSize && !TryRecord(packet, AddressOf(@interface)))
        {
            return;
        }

        ip.DecrementTimeToLive();
        statistics.Forwarded++;
        statistics.FastForwarded += ip.HeaderLength == IpHeader.MinSize ? 1 : 0;
        packet.Flags = (packet.Flags & ~(MbufFlags.IpChecksumValid | MbufFlags.DataChecksumValid)) | MbufFlags.Forwarded;
        _ = SendOrFragment(packet, @interface, nextHop);
    }

    /// <summary>Sends on a copy of a packet to a group. Takes it. (FreeBSD: <c>phyint_send</c>.)</summary>
    internal static void ForwardToGroup(Mbuf packet, Ifnet @interface)
    {
        IpHeader ip = new(packet.Span);
        if (LengthOnLink(packet) > @interface.Mtu && (ip.Fragment & IpHeader.DontFragment) != 0)
        {
            V_ipstat.CantFragment++;
            packet.Free();
            return;
        }

        ip.DecrementTimeToLive();
        packet.Flags = MbufFlags.Multicast | MbufFlags.Forwarded;
        SendOrFragment(packet, @interface, ip.Destination);
    }

    private static uint AddressOf(Ifnet @interface) => @interface.InAddresses.Count == 0 ? Ipv4.Any : @interface.InAddresses[0].Address;

    // A sender on the same link as the gateway could have gone to it directly.
    private static bool IsNeighborOf(Ifnet @interface, uint source, uint nextHop)
    {
        foreach (InIfaddr address in @interface.InAddresses)
        {
            if ((source & address.Mask) == address.Network && (nextHop & address.Mask) == address.Network)
            {
                return true;
            }
        }

        return false;
    }
}
