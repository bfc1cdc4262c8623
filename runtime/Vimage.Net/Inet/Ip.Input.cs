namespace Vimage.Net;

/// <content>Packets that come in.</content>
public static partial class Ip
{
    /// <summary>Receives a packet, which begins with its IP header. (FreeBSD: <c>ip_input</c>.)</summary>
    internal static void Input(Mbuf packet)
    {
        Vnet vnet = packet.ReceiveInterface!.Vnet;
        var inet = INIT_VNET_IP(vnet);
        IpStatistics statistics = inet.V_ipstat;
        statistics.Total++;
        if (!IsWellFormed(packet, statistics))
        {
            packet.Free();
            return;
        }

        if (inet.V_inet_pfil_head is { } filters)
        {
            if (filters.CheckIn(packet, packet.ReceiveInterface!) is not { } passed)
            {
                return;
            }

            packet = passed;
        }

        IpHeader ip = new(packet.Span);
        if (ip.HeaderLength > IpHeader.MinSize && !IpOptions.IsAcceptable(ip.Options, out int fault))
        {
            statistics.BadOptions++;
            Icmp.SendError(packet, IcmpType.ParameterProblem, 0, (uint)(IpHeader.MinSize + fault) << 24);
            return;
        }

        uint destination = ip.Destination;
        if (inet.V_in_ifaddrhash.ContainsKey(destination) || IsForSeveralWithThisHost(destination, packet.ReceiveInterface!))
        {
            Deliver(packet);
        }
        else if (Ipv4.IsMulticast(destination))
        {
            InputMulticast(packet, destination);
        }
        else if (inet.V_ipforwarding)
        {
            Forward(packet, vnet, statistics);
        }
        else
        {
            statistics.CantForward++;
            packet.Free();
        }
    }

    private static void InputMulticast(Mbuf packet, uint group)
    {
        MulticastRouting.Forward(packet, new IpHeader(packet.Span).Source, group);
        if (packet.ReceiveInterface!.IsMember(group))
        {
            Deliver(packet);
        }
        else
        {
            V_ipstat.NotMember++;
            packet.Free();
        }
    }

    // Cuts off what follows the packet, which short frames are filled up with.
    private static bool IsWellFormed(Mbuf packet, IpStatistics statistics)
    {
        if (packet.Length < IpHeader.MinSize)
        {
            statistics.TooShort++;
            return false;
        }

        IpHeader ip = new(packet.Span);
        int headerLength = ip.HeaderLength;
        if (ip.Version != 4)
        {
            statistics.BadVersion++;
            return false;
        }

        if (headerLength < IpHeader.MinSize || headerLength > packet.Length)
        {
            statistics.BadHeaderLength++;
            return false;
        }

        if ((packet.Flags & MbufFlags.IpChecksumValid) == 0 && InternetChecksum.Of(packet.Span[..headerLength]) != 0)
        {
            statistics.BadChecksum++;
            return false;
        }

        int length = ip.TotalLength;
        if (length < headerLength)
        {
            statistics.BadLength++;
            return false;
        }

        if (length > packet.Length)
        {
            statistics.TooShort++;
            return false;
        }

        if (!HasPossibleAddresses(ip, packet.ReceiveInterface!))
        {
            statistics.BadAddress++;
            return false;
        }

        packet.TrimTo(length);
        return true;
    }

    private static bool HasPossibleAddresses(in IpHeader ip, Ifnet @interface)
    {
        uint source = ip.Source;
        uint destination = ip.Destination;
        bool isLoopback = (@interface.Flags & IfFlags.Loopback) != 0;
        return (isLoopback || (!Ipv4.IsLoopback(source) && !Ipv4.IsLoopback(destination)))
            && !Ipv4.IsMulticast(source) && source != Ipv4.Broadcast && destination != Ipv4.Any;
    }

    private static bool IsForSeveralWithThisHost(uint destination, Ifnet @interface)
    {
        if (destination == Ipv4.Broadcast)
        {
            return true;
        }

        // What this host sends to a group comes back by lo0.
        if ((@interface.Flags & IfFlags.Loopback) != 0)
        {
            return Ipv4.IsLoopback(destination);
        }

        foreach (InIfaddr address in @interface.InAddresses)
        {
            if (address.IsBroadcast(destination))
            {
                return true;
            }
        }

        return false;
    }

    // Takes the packet if its options do not allow for that.
    private static bool TryRecord(Mbuf packet, uint address)
    {
        IpHeader ip = new(packet.Span);
        int fault = IpRecording.Record(ip.Options, address, static each => V_in_ifaddrhash.ContainsKey(each), packet.ReceiveInterface!.Netisr.Time.GetUtcNow().TimeOfDay);
        ip.WriteChecksum();
        if (fault < 0)
        {
            return true;
        }

        V_ipstat.BadOptions++;
        Icmp.SendError(packet, IcmpType.ParameterProblem, 0, (uint)(IpHeader.MinSize + fault) << 24);
        return false;
    }

    private static void Deliver(Mbuf packet)
    {
        IpHeader header = new(packet.Span);
        if (header.HeaderLength > IpHeader.MinSize && !TryRecord(packet, header.Destination))
        {
            return;
        }

        if (new IpHeader(packet.Span).IsFragment)
        {
            V_ipstat.Fragments++;
            if (V_ipq.Add(packet) is not { } whole)
            {
                return;
            }

            V_ipstat.Reassembled++;
            packet = whole;
        }

        V_ipstat.Delivered++;
        IpHeader ip = new(packet.Span);
        byte protocol = ip.Protocol;
        NetworkHeader network = NetworkHeader.Of(ip);
        bool isHeardRaw = RawIp.Deliver(packet, protocol, network);
        switch (protocol)
        {
            case IpProtocol.Icmp:
                Icmp.Input(packet);
                break;
            case IpProtocol.Igmp:
                Igmp.Input(packet);
                packet.Free();
                break;
            case IpProtocol.Udp:
                Udp.Input(packet, network);
                break;
            case IpProtocol.Tcp:
                Tcp.Input(packet, network);
                break;
            case IpProtocol.Carp:
                Carp.Input(packet, network, ip.TimeToLive);
                packet.Free();
                break;
            case IpProtocol.IpInIp or IpProtocol.Ipv6 when Gif.TryInput(packet, network, protocol):
                break;
            default:
                if (isHeardRaw)
                {
                    packet.Free();
                    break;
                }

                V_ipstat.NoProtocol++;
                V_ipstat.Delivered--;
                Icmp.SendError(packet, IcmpType.Unreachable, IcmpCode.ProtocolUnreachable);
                break;
        }
    }
}
