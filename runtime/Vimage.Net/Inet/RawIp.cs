using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Raw sockets of the current vnet. (FreeBSD: <c>raw_ip.c</c>.)</summary>
[VnetModule("rip", DependsOn = ["ip"])]
internal static partial class RawIp
{
    [Virtualized] private static readonly List<DatagramPcb> ripcb = [];

    internal static IReadOnlyList<DatagramPcb> All => V_ripcb;

    internal static void Add(DatagramPcb pcb) => V_ripcb.Add(pcb);

    internal static void Remove(DatagramPcb pcb) => V_ripcb.Remove(pcb);

    /// <summary>Gives a copy to each raw socket that hears the protocol; returns whether there was one.</summary>
    /// <remarks>One of IPv4 gets the header, too; one of IPv6 does not (RFC 3542, 3).</remarks>
    internal static bool Deliver(Mbuf packet, byte protocol, in NetworkHeader ip)
    {
        bool any = false;
        foreach (DatagramPcb pcb in V_ripcb)
        {
            if (pcb.Protocol == protocol
                && (pcb.Hears(ip.Destination) || (ip.Destination.IsMulticast && pcb.Speaks(ip.Destination)))
                && (!pcb.IsConnected || pcb.RemoteAddress == ip.Source)
                && IsWanted(pcb, packet.ReceiveInterface!, protocol, ip))
            {
                any = true;
                if ((packet.Flags & MbufFlags.NoTcpChecksum) != 0)
                {
                    Tcp.MakeChecksum(packet, linkHeader: 0);
                }

                Mbuf copy = packet.Duplicate();
                copy.TrimFront(ip.Destination.IsIpv4 ? 0 : ip.Length);
                if (!pcb.TryAppend(new Datagram(copy, ip.Source, 0, ip.Destination, packet.ReceiveInterface!.Index)))
                {
                    copy.Free();
                }
            }
        }

        return any;
    }

    internal static SocketError Send(DatagramPcb pcb, ReadOnlySpan<byte> data, InAddress destination, in PacketPath path)
    {
        SocketError error = Multicast.Resolve(pcb, destination, path, (uint)destination.Folded, out RouteTarget target);
        if (error != SocketError.Success)
        {
            Inet.CountNoRoute(destination);
            return error;
        }

        if (target.IsBroadcast && !pcb.AllowsBroadcast)
        {
            return SocketError.AccessDenied;
        }

        int most = destination.IsIpv4 ? IpHeader.MaxPacket - (pcb.IncludesHeader ? 0 : IpHeader.MinSize) : Ip6Header.MaxPayload;
        if (data.Length > most || (pcb.Protocol == IpProtocol.Icmp6 && data.Length < Icmp6Header.Size))
        {
            return SocketError.MessageSize;
        }

        Mbuf packet = pcb.Netisr.Pool.Get(data.Length);
        data.CopyTo(packet.Append(data.Length));
        packet.PriorityCodePoint = pcb.PriorityCodePoint;
        if (pcb.IncludesHeader)
        {
            return SendWithHeader(packet, target);
        }

        IpFields fields = new()
        {
            Source = target.Source,
            Destination = destination,
            Protocol = pcb.Protocol,
            TimeToLive = Multicast.TimeToLive(pcb, destination),
            LoopsBack = pcb.LoopsBack,
            TypeOfService = pcb.TypeOfService,
            DontFragment = pcb.DontFragment,
        };
        if (pcb.Protocol == IpProtocol.Icmp6 && !destination.IsIpv4)
        {
            // RFC 3542, 3.1: the program need not know the source address.
            new Icmp6Header(packet.Span).WriteChecksum(fields.Source, destination);
        }

        return Inet.Output(packet, fields, target);
    }

    // One that has never joined a group hears all that the stack does, and everyone what members say of themselves.
    private static bool IsWanted(DatagramPcb pcb, Ifnet @interface, byte protocol, in NetworkHeader ip) =>
        !ip.Destination.IsMulticast
        || pcb.Memberships is null
        || protocol == IpProtocol.Igmp
        || pcb.Wants(@interface, ip.Destination, ip.Source);

    // The sender has written the header; what it can't know is filled in.
    private static SocketError SendWithHeader(Mbuf packet, in RouteTarget target)
    {
        if (packet.Length < IpHeader.MinSize
            || new IpHeader(packet.Span) is var ip && (ip.Version != 4 || ip.HeaderLength < IpHeader.MinSize || ip.HeaderLength > packet.Length || ip.TotalLength != packet.Length))
        {
            packet.Free();
            return SocketError.InvalidArgument;
        }

        new IpHeader(packet.Span).WriteChecksum();
        return Ip.Send(packet, target);
    }
}
