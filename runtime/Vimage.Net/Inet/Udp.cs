using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>UDP (RFC 768, 1122) in the current vnet. (FreeBSD: <c>udp_usrreq.c</c>.)</summary>
[VnetModule("udp", DependsOn = ["ip", "icmp"])]
public static partial class Udp
{
    /// <summary>Send checksums.</summary>
    [Virtualized(Name = "net.inet.udp.checksum")] private static bool udp_cksum = true;

    /// <summary>Drop what is sent to a port that nobody has, without telling the sender.</summary>
    [Virtualized(Name = "net.inet.udp.blackhole")] private static bool udp_blackhole;

    [Virtualized] private static readonly UdpStatistics udpstat = new();
    [Virtualized] private static readonly PortTable<DatagramPcb> udbinfo = new();

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static UdpStatistics Statistics => V_udpstat;

    internal static PortTable<DatagramPcb> Ports => V_udbinfo;

    /// <summary>Receives a datagram, with the headers before it. (FreeBSD: <c>udp_input</c>, <c>udp6_input</c>.)</summary>
    internal static void Input(Mbuf packet, in NetworkHeader ip)
    {
        UdpStatistics statistics = V_udpstat;
        statistics.Received++;
        if (!IsWellFormed(packet, ip, statistics))
        {
            packet.Free();
            return;
        }

        UdpHeader udp = new(packet.Span[ip.Length..]);
        if (Inet.IsToMany(ip.Destination))
        {
            DeliverToMany(packet, ip, udp);
        }
        else if (V_udbinfo.Lookup(ip.Destination, udp.DestinationPort, ip.Source, udp.SourcePort) is { } pcb)
        {
            Append(pcb, packet, ip, udp);
        }
        else
        {
            statistics.NoPort++;
            Refuse(packet, ip.Destination);
        }
    }

    /// <summary>Sends a datagram. (FreeBSD: <c>udp_output</c>.)</summary>
    internal static SocketError Send(DatagramPcb pcb, ReadOnlySpan<byte> data, InAddress destination, ushort port, in PacketPath path)
    {
        int most = destination.IsIpv4 ? IpHeader.MaxPacket - IpHeader.MinSize : Ip6Header.MaxPayload;
        if (data.Length > most - UdpHeader.Size)
        {
            return SocketError.MessageSize;
        }

        uint flow = (uint)destination.Folded ^ pcb.LocalPort ^ port;
        SocketError error = Multicast.Resolve(pcb, destination, path, flow, out RouteTarget target);
        if (error != SocketError.Success)
        {
            Inet.CountNoRoute(destination);
            return error;
        }

        if (target.IsBroadcast && !pcb.AllowsBroadcast)
        {
            return SocketError.AccessDenied;
        }

        Mbuf packet = pcb.Netisr.Pool.Get(UdpHeader.Size + data.Length);
        Span<byte> datagram = packet.Append(UdpHeader.Size + data.Length);
        data.CopyTo(datagram[UdpHeader.Size..]);
        UdpHeader udp = new(datagram);
        udp.Write(pcb.LocalPort, port, datagram.Length);
        if (V_udp_cksum || !destination.IsIpv4)
        {
            udp.WriteChecksum(target.Source, destination);
        }

        packet.PriorityCodePoint = pcb.PriorityCodePoint;
        V_udpstat.Sent++;
        IpFields fields = new()
        {
            Source = target.Source,
            Destination = destination,
            Protocol = IpProtocol.Udp,
            TimeToLive = Multicast.TimeToLive(pcb, destination),
            LoopsBack = pcb.LoopsBack,
            TypeOfService = pcb.TypeOfService,
            DontFragment = pcb.DontFragment,
        };
        return Inet.Output(packet, fields, target);
    }

    /// <summary>Tells a connected socket that an error has come back for what it sent. (FreeBSD: <c>udp_ctlinput</c>.)</summary>
    /// <param name="quoted">The header of the packet that the error quotes.</param>
    /// <param name="datagram">What follows that, with the ports.</param>
    /// <param name="error">What has become of it.</param>
    internal static void OnError(in NetworkHeader quoted, Span<byte> datagram, SocketError error)
    {
        UdpHeader udp = new(datagram);
        if (V_udbinfo.Lookup(quoted.Source, udp.SourcePort, quoted.Destination, udp.DestinationPort) is { IsConnected: true } pcb)
        {
            pcb.SetError(error);
        }
    }

    private static bool IsWellFormed(Mbuf packet, in NetworkHeader ip, UdpStatistics statistics)
    {
        Span<byte> payload = packet.Span[ip.Length..];
        if (payload.Length < UdpHeader.Size)
        {
            statistics.TooShort++;
            return false;
        }

        UdpHeader udp = new(payload);
        if (udp.Length < UdpHeader.Size || udp.Length > payload.Length)
        {
            statistics.BadLength++;
            return false;
        }

        if (udp.Checksum == 0)
        {
            // RFC 8200, 8.1: nothing else protects the addresses of IPv6.
            statistics.NoChecksum++;
            return ip.Destination.IsIpv4;
        }

        if ((packet.Flags & MbufFlags.DataChecksumValid) == 0
            && InternetChecksum.Of(payload[..udp.Length], InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Udp, udp.Length)) != 0)
        {
            statistics.BadChecksum++;
            return false;
        }

        return true;
    }

    private static void Refuse(Mbuf packet, InAddress destination)
    {
        if (V_udp_blackhole)
        {
            packet.Free();
        }
        else if (destination.IsIpv4)
        {
            Icmp.SendError(packet, IcmpType.Unreachable, IcmpCode.PortUnreachable);
        }
        else
        {
            Icmp6.SendError(packet, Icmp6Type.Unreachable, Icmp6Code.PortUnreachable);
        }
    }

    // Each socket that it could be for gets it.
    private static void DeliverToMany(Mbuf packet, in NetworkHeader ip, in UdpHeader udp)
    {
        bool any = false;
        foreach (DatagramPcb pcb in V_udbinfo.WithPort(udp.DestinationPort))
        {
            if ((!ip.Destination.IsMulticast || pcb.Wants(packet.ReceiveInterface!, ip.Destination, ip.Source))
                && PortTable<DatagramPcb>.Matches(pcb, ip.Destination, ip.Source, udp.SourcePort, isToMany: true))
            {
                any = true;
                Append(pcb, packet.Duplicate(), ip, udp);
            }
        }

        V_udpstat.NoPortBroadcast += any ? 0 : 1;
        packet.Free();
    }

    private static void Append(DatagramPcb pcb, Mbuf packet, in NetworkHeader ip, in UdpHeader udp)
    {
        packet.TrimTo(ip.Length + udp.Length);
        packet.TrimFront(ip.Length + UdpHeader.Size);
        if (!pcb.TryAppend(new Datagram(packet, ip.Source, udp.SourcePort, ip.Destination, packet.ReceiveInterface!.Index)))
        {
            V_udpstat.FullSocket++;
            packet.Free();
        }
    }
}
