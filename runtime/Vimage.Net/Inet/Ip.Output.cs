using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Packets that go out.</content>
public static partial class Ip
{
    /// <summary>
    /// Puts a header before what a protocol sends, and sends it. Takes the packet in any case. (FreeBSD: <c>ip_output</c>.)
    /// </summary>
    internal static SocketError Output(Mbuf packet, in IpFields fields, in RouteTarget target)
    {
        int headerLength = IpHeader.MinSize + fields.Options.Length;
        int length = packet.Length + headerLength;
        if (length > IpHeader.MaxPacket)
        {
            packet.Free();
            return SocketError.MessageSize;
        }

        new IpHeader(packet.Prepend(headerLength)).Write(fields, length, NextIdentification());
        if (Ipv4.IsMulticast(fields.Destination.Ipv4))
        {
            packet.Flags |= MbufFlags.Multicast;
            if (fields.LoopsBack)
            {
                Multicast.LoopBack(packet, fields.Destination, target.Interface);
            }
        }

        return Send(packet, target);
    }

    /// <summary>Sends a packet that has its header.</summary>
    internal static SocketError Send(Mbuf packet, in RouteTarget target)
    {
        V_ipstat.LocalOut++;
        Ifnet @interface = target.Interface;
        if ((packet.Flags & MbufFlags.Multicast) != 0 && new IpHeader(packet.Span).TimeToLive == 0 && (@interface.Flags & IfFlags.Loopback) == 0)
        {
            // RFC 1112, 6.1: it does not leave its host.
            packet.Free();
            return SocketError.Success;
        }

        if (LengthOnLink(packet) > @interface.Mtu && (new IpHeader(packet.Span).Fragment & IpHeader.DontFragment) != 0)
        {
            V_ipstat.CantFragment++;
            packet.Free();
            return SocketError.MessageSize;
        }

        if (target.IsBroadcast)
        {
            packet.Flags |= MbufFlags.Broadcast;
        }

        return SendOrFragment(packet, @interface, target.NextHop.Ipv4) ? SocketError.Success : SocketError.AccessDenied;
    }

    private static void OutputSegments(Mbuf packet, Ifnet @interface, uint nextHop)
    {
        foreach (Mbuf segment in new TcpSegmentation(packet, linkHeader: 0, @interface.Netisr.Pool))
        {
            @interface.Output(segment, nextHop);
        }

        packet.Free();
    }

    /// <summary>Returns the length of a packet; of one that stands for several segments, that of the longest of those.</summary>
    private static int LengthOnLink(Mbuf packet)
    {
        if (packet.SegmentSize == 0)
        {
            return packet.Length;
        }

        IpHeader ip = new(packet.Span);
        return ip.HeaderLength + new TcpHeader(ip.Payload).HeaderLength + packet.SegmentSize;
    }

    internal static void CountNoRoute() => V_ipstat.NoRoute++;

    /// <returns>Whether the filters of the vnet let it go.</returns>
    private static bool SendOrFragment(Mbuf packet, Ifnet @interface, uint nextHop)
    {
        var inet = INIT_VNET_IP(@interface.Vnet);
        if (inet.V_inet_pfil_head is { } filters)
        {
            if (filters.CheckOut(packet, @interface) is not { } passed)
            {
                V_ipstat.Filtered++;
                return false;
            }

            packet = passed;
        }

        SendFiltered(packet, @interface, nextHop);
        return true;
    }

    private static void SendFiltered(Mbuf packet, Ifnet @interface, uint nextHop)
    {
        if (packet.Length <= @interface.Mtu)
        {
            packet.SegmentSize = 0;
            @interface.Output(packet, nextHop);
            return;
        }

        if (packet.SegmentSize > 0 && LengthOnLink(packet) <= @interface.Mtu)
        {
            if (@interface.CarriesLargeSegments)
            {
                @interface.Output(packet, nextHop);
            }
            else
            {
                OutputSegments(packet, @interface, nextHop);
            }

            return;
        }

        if ((packet.Flags & MbufFlags.NoTcpChecksum) != 0)
        {
            Tcp.MakeChecksum(packet, linkHeader: 0);
        }

        V_ipstat.Fragmented++;
        Fragment(packet, @interface, nextHop);
        packet.Free();
    }

    // (FreeBSD: ip_fragment.) A fragment may itself be cut again on its way: its own offset and flag count.
    private static void Fragment(Mbuf packet, Ifnet @interface, uint nextHop)
    {
        IpHeader whole = new(packet.Span);
        Span<byte> laterOptions = stackalloc byte[IpHeader.MaxSize - IpHeader.MinSize];
        laterOptions = laterOptions[..IpOptions.CopyForFragment(whole.Options, laterOptions)];
        Span<byte> payload = whole.Payload;
        int offset = 0;
        while (offset < payload.Length)
        {
            int headerLength = offset == 0 ? whole.HeaderLength : IpHeader.MinSize + laterOptions.Length;
            int room = (@interface.Mtu - headerLength) & ~7;
            int size = Math.Min(room, payload.Length - offset);
            bool isLast = offset + size == payload.Length;
            Mbuf fragment = @interface.Netisr.Pool.Get(headerLength + size);
            fragment.Flags = packet.Flags & (MbufFlags.Broadcast | MbufFlags.Forwarded);
            fragment.PriorityCodePoint = packet.PriorityCodePoint;
            fragment.Tunnels = packet.Tunnels;
            Span<byte> bytes = fragment.Append(headerLength + size);
            packet.Span[..Math.Min(headerLength, whole.HeaderLength)].CopyTo(bytes);
            if (offset > 0)
            {
                laterOptions.CopyTo(bytes[IpHeader.MinSize..]);
            }

            payload.Slice(offset, size).CopyTo(bytes[headerLength..]);
            FinishFragment(bytes, headerLength, whole, offset, isLast);
            V_ipstat.FragmentsCreated++;
            @interface.Output(fragment, nextHop);
            offset += size;
        }
    }

    private static void FinishFragment(Span<byte> bytes, int headerLength, in IpHeader whole, int offset, bool isLast)
    {
        bytes[0] = (byte)(0x40 | (headerLength / 4));
        int more = isLast ? whole.Fragment & IpHeader.MoreFragments : IpHeader.MoreFragments;
        IpHeader ip = new(bytes)
        {
            TotalLength = bytes.Length,
            Fragment = (ushort)(more | ((whole.Fragment & IpHeader.OffsetMask) + (offset / 8))),
        };
        ip.WriteChecksum();
    }
}
