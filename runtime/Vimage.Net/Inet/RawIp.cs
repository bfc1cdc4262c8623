using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>Raw sockets of the current vnet. (FreeBSD: <c>raw_ip.c</c>.)</summary>
[VnetModule("rip", DependsOn = ["ip"])]
internal static partial class RawIp
{
    [Virtualized] private static readonly List<DatagramPcb> ripcb = [];

    internal static void Add(DatagramPcb pcb) => V_ripcb.Add(pcb);

    internal static void Remove(DatagramPcb pcb) => V_ripcb.Remove(pcb);

    /// <summary>Gives a copy to each raw socket that hears the protocol; returns whether there was one.</summary>
    internal static bool Deliver(Mbuf packet, byte protocol)
    {
        bool any = false;
        foreach (DatagramPcb pcb in V_ripcb)
        {
            IpHeader ip = new(packet.Span);
            if (pcb.Protocol == protocol
                && (pcb.LocalAddress == 0 || pcb.LocalAddress == ip.Destination)
                && (!pcb.IsConnected || pcb.RemoteAddress == ip.Source))
            {
                any = true;
                if ((packet.Flags & MbufFlags.NoTcpChecksum) != 0)
                {
                    Tcp.MakeChecksum(packet, linkHeader: 0);
                }

                Mbuf copy = packet.Duplicate();
                if (!pcb.TryAppend(new Datagram(copy, ip.Source, 0, ip.Destination, packet.ReceiveInterface!.Index)))
                {
                    copy.Free();
                }
            }
        }

        return any;
    }

    internal static SocketError Send(DatagramPcb pcb, ReadOnlySpan<byte> data, uint destination)
    {
        SocketError error = Routing.Resolve(destination, pcb.LocalAddress, destination, pcb.Fib, out RouteTarget target);
        if (error != SocketError.Success)
        {
            Ip.CountNoRoute();
            return error;
        }

        if (target.IsBroadcast && !pcb.AllowsBroadcast)
        {
            return SocketError.AccessDenied;
        }

        if (data.Length > IpHeader.MaxPacket - (pcb.IncludesHeader ? 0 : IpHeader.MinSize))
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
            Source = pcb.LocalAddress == 0 ? target.Source : pcb.LocalAddress,
            Destination = destination,
            Protocol = pcb.Protocol,
            TimeToLive = (byte)(pcb.TimeToLive ?? Ip.DefaultTimeToLive),
            TypeOfService = pcb.TypeOfService,
            DontFragment = pcb.DontFragment,
        };
        return Ip.Output(packet, fields, target);
    }

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
