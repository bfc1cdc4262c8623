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

    /// <summary>Receives a datagram, with its IP header. (FreeBSD: <c>udp_input</c>.)</summary>
    internal static void Input(Mbuf packet)
    {
        UdpStatistics statistics = V_udpstat;
        statistics.Received++;
        IpHeader ip = new(packet.Span);
        if (!IsWellFormed(packet, ip, statistics))
        {
            packet.Free();
            return;
        }

        UdpHeader udp = new(ip.Payload);
        uint source = ip.Source;
        uint destination = ip.Destination;
        ushort sourcePort = udp.SourcePort;
        ushort port = udp.DestinationPort;
        bool isToMany = !Ip.V_in_ifaddrhash.ContainsKey(destination) && !Ipv4.IsLoopback(destination);
        int headers = ip.HeaderLength + UdpHeader.Size;
        int end = ip.HeaderLength + udp.Length;
        if (isToMany)
        {
            DeliverToMany(packet, headers, end, source, sourcePort, destination, port);
        }
        else if (V_udbinfo.Lookup(destination, port, source, sourcePort) is { } pcb)
        {
            Append(pcb, packet, headers, end, source, sourcePort, destination);
        }
        else
        {
            statistics.NoPort++;
            if (V_udp_blackhole)
            {
                packet.Free();
            }
            else
            {
                Icmp.SendError(packet, IcmpType.Unreachable, IcmpCode.PortUnreachable);
            }
        }
    }

    /// <summary>Sends a datagram. (FreeBSD: <c>udp_output</c>.)</summary>
    internal static SocketError Send(DatagramPcb pcb, ReadOnlySpan<byte> data, uint destination, ushort port)
    {
        if (data.Length > IpHeader.MaxPacket - IpHeader.MinSize - UdpHeader.Size)
        {
            return SocketError.MessageSize;
        }

        SocketError error = Routing.Resolve(destination, pcb.LocalAddress, destination ^ pcb.LocalPort ^ port, pcb.Fib, out RouteTarget target);
        if (error != SocketError.Success)
        {
            Ip.CountNoRoute();
            return error;
        }

        if (target.IsBroadcast && !pcb.AllowsBroadcast)
        {
            return SocketError.AccessDenied;
        }

        uint source = pcb.LocalAddress == 0 ? target.Source : pcb.LocalAddress;
        Mbuf packet = pcb.Netisr.Pool.Get(UdpHeader.Size + data.Length);
        Span<byte> datagram = packet.Append(UdpHeader.Size + data.Length);
        data.CopyTo(datagram[UdpHeader.Size..]);
        UdpHeader udp = new(datagram);
        udp.Write(pcb.LocalPort, port, datagram.Length);
        if (V_udp_cksum)
        {
            udp.WriteChecksum(source, destination);
        }

        packet.PriorityCodePoint = pcb.PriorityCodePoint;
        V_udpstat.Sent++;
        IpFields fields = new()
        {
            Source = source,
            Destination = destination,
            Protocol = IpProtocol.Udp,
            TimeToLive = (byte)(pcb.TimeToLive ?? Ip.DefaultTimeToLive),
            TypeOfService = pcb.TypeOfService,
            DontFragment = pcb.DontFragment,
        };
        return Ip.Output(packet, fields, target);
    }

    /// <summary>Tells a connected socket that an error has come back for what it sent. (FreeBSD: <c>udp_ctlinput</c>.)</summary>
    internal static void OnError(in IpHeader quoted, IcmpType type, byte code)
    {
        UdpHeader udp = new(quoted.Payload);
        if (type == IcmpType.Unreachable
            && V_udbinfo.Lookup(quoted.Source, udp.SourcePort, quoted.Destination, udp.DestinationPort) is { IsConnected: true } pcb)
        {
            pcb.SetError(code switch
            {
                IcmpCode.NetworkUnreachable => SocketError.NetworkUnreachable,
                IcmpCode.HostUnreachable => SocketError.HostUnreachable,
                IcmpCode.FragmentationNeeded => SocketError.MessageSize,
                _ => SocketError.ConnectionRefused,
            });
        }
    }

    private static bool IsWellFormed(Mbuf packet, in IpHeader ip, UdpStatistics statistics)
    {
        Span<byte> payload = ip.Payload;
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
            statistics.NoChecksum++;
            return true;
        }

        if ((packet.Flags & MbufFlags.DataChecksumValid) == 0
            && InternetChecksum.Of(payload[..udp.Length], InternetChecksum.PseudoHeader(ip.Source, ip.Destination, IpProtocol.Udp, udp.Length)) != 0)
        {
            statistics.BadChecksum++;
            return false;
        }

        return true;
    }

    // Each socket that it could be for gets it.
    private static void DeliverToMany(Mbuf packet, int headers, int end, uint source, ushort sourcePort, uint destination, ushort port)
    {
        bool any = false;
        foreach (DatagramPcb pcb in V_udbinfo.WithPort(port))
        {
            if (PortTable<DatagramPcb>.Matches(pcb, destination, source, sourcePort, isToMany: true))
            {
                any = true;
                Append(pcb, packet.Duplicate(), headers, end, source, sourcePort, destination);
            }
        }

        V_udpstat.NoPortBroadcast += any ? 0 : 1;
        packet.Free();
    }

    private static void Append(DatagramPcb pcb, Mbuf packet, int headers, int end, uint source, ushort sourcePort, uint destination)
    {
        packet.TrimTo(end);
        packet.TrimFront(headers);
        if (!pcb.TryAppend(new Datagram(packet, source, sourcePort, destination, packet.ReceiveInterface!.Index)))
        {
            V_udpstat.FullSocket++;
            packet.Free();
        }
    }
}
