namespace Vimage.Net;

/// <content>Packets that come in.</content>
public static partial class Ip6
{
    /// <summary>Receives a packet, which begins with its IPv6 header. (FreeBSD: <c>ip6_input</c>.)</summary>
    internal static void Input(Mbuf packet)
    {
        Ifnet @interface = packet.ReceiveInterface!;
        Vnet vnet = @interface.Vnet;
        var inet6 = INIT_VNET_IP6(vnet);
        Ip6Statistics statistics = inet6.V_ip6stat;
        statistics.Total++;
        if (!@interface.SpeaksIpv6 || !IsWellFormed(packet, statistics))
        {
            packet.Free();
            return;
        }

        if (inet6.V_inet6_pfil_head is { } filters)
        {
            if (filters.CheckIn(packet, @interface) is not { } passed)
            {
                return;
            }

            packet = passed;
        }

        // What a host has sent to itself by lo0 is on the link that it was sent to.
        int zone = packet.Zone == 0 ? @interface.Index : packet.Zone;
        Ip6Header ip = new(packet.Span);
        InAddress destination = ip.Destination.WithZone(zone);
        bool hasHopByHop = ip.NextHeader == IpProtocol.HopByHop;
        if (hasHopByHop && !TryReadOptions(packet, Ip6Header.Size, destination))
        {
            return;
        }

        if (destination.IsMulticast)
        {
            InputMulticast(packet, destination, zone);
        }
        else if (inet6.V_in6_ifaddrhash.TryGetValue(destination, out In6Ifaddr? own))
        {
            if (own.IsUsable)
            {
                Deliver(packet, zone);
            }
            else
            {
                // RFC 4862, 5.4: an address that may be another's is nobody's.
                statistics.CantForward++;
                packet.Free();
            }
        }
        else if (inet6.V_ip6_forwarding)
        {
            Forward(packet, vnet, statistics, hasHopByHop);
        }
        else
        {
            statistics.CantForward++;
            packet.Free();
        }
    }

    private static void InputMulticast(Mbuf packet, InAddress group, int zone)
    {
        MulticastRouting.Forward(packet, new Ip6Header(packet.Span).Source.WithZone(zone), group);
        if (packet.ReceiveInterface!.IsMember(group))
        {
            Deliver(packet, zone);
        }
        else
        {
            V_ip6stat.NotMember++;
            packet.Free();
        }
    }

    // Cuts off what follows the packet, which short frames are filled up with.
    private static bool IsWellFormed(Mbuf packet, Ip6Statistics statistics)
    {
        if (packet.Length < Ip6Header.Size)
        {
            statistics.TooShort++;
            return false;
        }

        Ip6Header ip = new(packet.Span);
        if (ip.Version != 6)
        {
            statistics.BadVersion++;
            return false;
        }

        int length = Ip6Header.Size + ip.PayloadLength;
        if (length > packet.Length)
        {
            statistics.TooShort++;
            return false;
        }

        if (!HasPossibleAddresses(ip.Source, ip.Destination, packet))
        {
            statistics.BadAddress++;
            return false;
        }

        // A jumbogram says 0 (RFC 2675): its option is looked at, and refused.
        if (ip.PayloadLength > 0 || ip.NextHeader != IpProtocol.HopByHop)
        {
            packet.TrimTo(length);
        }

        return true;
    }

    private static bool HasPossibleAddresses(InAddress source, InAddress destination, Mbuf packet)
    {
        if (source.IsOrdinary && destination.IsOrdinary)
        {
            return true;
        }

        bool isLoopback = (packet.ReceiveInterface!.Flags & IfFlags.Loopback) != 0 || (packet.Flags & MbufFlags.Looped) != 0;
        return !source.IsMulticast
            && !source.IsIpv4
            && destination != InAddress.Any
            && !destination.IsIpv4
            && source.Zone == 0
            && destination.Zone == 0
            && (isLoopback || (!source.IsLoopback && !destination.IsLoopback))
            && (!destination.IsMulticast || IsPossibleScope(destination.MulticastScope, isLoopback));
    }

    // RFC 4291, 2.7: the scope 0 is reserved; 1 does not leave its node.
    private static bool IsPossibleScope(int scope, bool isLoopback) => scope > 1 || (scope == 1 && isLoopback);

    // Looks at one header after the other until one is of a protocol.
    private static void Deliver(Mbuf packet, int zone)
    {
        // An answer may be made of it, which is cut like any other.
        packet.ReassembledSize = 0;
        Ip6Header ip = new(packet.Span);
        InAddress source = ip.Source.WithZone(zone);
        InAddress destination = ip.Destination.WithZone(zone);
        ExtensionHeaders headers = new(packet.Span);
        while (headers.IsExtension)
        {
            if (++headers.Count > V_ip6_hdrnestlimit)
            {
                V_ip6stat.TooManyHeaders++;
                packet.Free();
                return;
            }

            if (headers.Next == IpProtocol.Fragment)
            {
                V_ip6stat.Fragments++;
                if (packet.Length - headers.Offset < Ip6Fragment.Size)
                {
                    V_ip6stat.TooShort++;
                    packet.Free();
                    return;
                }

                if (V_frag6.Add(packet, headers, source, destination) is not { } whole)
                {
                    return;
                }

                V_ip6stat.Reassembled++;
                packet = whole;
                headers = new ExtensionHeaders(packet.Span) { Count = headers.Count };
                continue;
            }

            if (!TryPass(packet, ref headers, destination))
            {
                return;
            }
        }

        Deliver(packet, headers, new NetworkHeader(source, destination, headers.Offset, new Ip6Header(packet.Span).TrafficClass));
    }

    private static void Deliver(Mbuf packet, in ExtensionHeaders headers, in NetworkHeader ip)
    {
        V_ip6stat.Delivered++;
        bool isHeardRaw = RawIp.Deliver(packet, headers.Next, ip);
        switch (headers.Next)
        {
            case IpProtocol.Icmp6:
                Icmp6.Input(packet, ip);
                break;
            case IpProtocol.Udp:
                Udp.Input(packet, ip);
                break;
            case IpProtocol.Tcp:
                Tcp.Input(packet, ip);
                break;
            case IpProtocol.Carp:
                Carp.Input(packet, ip, new Ip6Header(packet.Span).HopLimit);
                packet.Free();
                break;
            case IpProtocol.None:
                packet.Free();
                break;
            case IpProtocol.IpInIp or IpProtocol.Ipv6 when Gif.TryInput(packet, ip, headers.Next):
                break;
            default:
                if (isHeardRaw)
                {
                    packet.Free();
                    break;
                }

                V_ip6stat.NoProtocol++;
                V_ip6stat.Delivered--;
                Icmp6.SendError(packet, Icmp6Type.ParameterProblem, Icmp6Code.UnknownNextHeader, (uint)headers.Place);
                break;
        }
    }
}
