using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Packets that go out.</content>
public static partial class Ip6
{
    /// <summary>
    /// Puts a header before what a protocol sends, and sends it. Takes the packet in any case. (FreeBSD: <c>ip6_output</c>.)
    /// </summary>
    internal static SocketError Output(Mbuf packet, in IpFields fields, in RouteTarget target)
    {
        int payload = packet.Length + fields.Options.Length;
        if (payload > Ip6Header.MaxPayload)
        {
            packet.Free();
            return SocketError.MessageSize;
        }

        fields.Options.CopyTo(packet.Prepend(fields.Options.Length));
        byte next = fields.Options.IsEmpty ? fields.Protocol : IpProtocol.HopByHop;
        new Ip6Header(packet.Prepend(Ip6Header.Size)).Write(fields, next, payload);
        if (fields.Destination.IsMulticast)
        {
            if (fields.LoopsBack)
            {
                Multicast.LoopBack(packet, target.NextHop, target.Interface);
            }

            if (!LeavesHost(fields) && (target.Interface.Flags & IfFlags.Loopback) == 0)
            {
                packet.Free();
                return SocketError.Success;
            }
        }

        return Send(packet, fields.Destination, fields.DontFragment, target);
    }

    /// <summary>Sends a packet that has its header.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="destination">Whom it is for, with its zone, which decides by which path.</param>
    /// <param name="isWhole">It is to go in one piece, or not at all.</param>
    /// <param name="target">Where it goes next.</param>
    internal static SocketError Send(Mbuf packet, InAddress destination, bool isWhole, in RouteTarget target)
    {
        V_ip6stat.LocalOut++;
        Ifnet @interface = target.Interface;
        if ((@interface.Flags & IfFlags.Loopback) != 0)
        {
            packet.Zone = destination.Zone;
        }

        if (!TryPassFilters(ref packet, @interface))
        {
            return SocketError.AccessDenied;
        }

        int mtu = PathMtu(destination, @interface);
        if (LengthOnLink(packet) > mtu)
        {
            if (isWhole)
            {
                V_ip6stat.CantFragment++;
                packet.Free();
                return SocketError.MessageSize;
            }

            V_ip6stat.Fragmented++;
            SendFragments(packet, @interface, mtu, V_ip6_id++, target.NextHop);
            return SocketError.Success;
        }

        SendWhole(packet, @interface, target.NextHop);
        return SocketError.Success;
    }

    // Takes the packet if it is not to leave.
    private static bool TryPassFilters(ref Mbuf packet, Ifnet @interface)
    {
        var inet6 = INIT_VNET_IP6(@interface.Vnet);
        if (inet6.V_inet6_pfil_head is not { } filters)
        {
            return true;
        }

        if (filters.CheckOut(packet, @interface) is { } passed)
        {
            packet = passed;
            return true;
        }

        V_ip6stat.Filtered++;
        return false;
    }

    // RFC 4291, 2.7: what is of its interface alone does not.
    private static bool LeavesHost(in IpFields fields) => fields.TimeToLive > 0 && fields.Destination.MulticastScope > 1;

    // One that stands for several segments goes as those where the link does not take it.
    private static void SendWhole(Mbuf packet, Ifnet @interface, InAddress nextHop)
    {
        if (packet.Length <= @interface.Mtu)
        {
            packet.SegmentSize = 0;
        }

        if (packet.SegmentSize == 0 || @interface.CarriesLargeSegments)
        {
            @interface.Output(packet, nextHop);
            return;
        }

        foreach (Mbuf segment in new TcpSegmentation(packet, linkHeader: 0, @interface.Netisr.Pool))
        {
            @interface.Output(segment, nextHop);
        }

        packet.Free();
    }

    /// <summary>Returns the length of a packet; of one that stands for several segments or fragments, that of the longest of those.</summary>
    private static int LengthOnLink(Mbuf packet) => packet.ReassembledSize > 0 ? packet.ReassembledSize
        : packet.SegmentSize == 0 ? packet.Length
        : Ip6Header.Size + new TcpHeader(packet.Span[Ip6Header.Size..]).HeaderLength + packet.SegmentSize;

    // (FreeBSD: ip6_fragment.) Only who sends a packet cuts it, and nothing that each router looks at is cut off from its beginning.
    private static void SendFragments(Mbuf packet, Ifnet @interface, int mtu, uint identification, InAddress nextHop)
    {
        if ((packet.Flags & MbufFlags.NoTcpChecksum) != 0)
        {
            Tcp.MakeChecksum(packet, linkHeader: 0);
        }

        ExtensionHeaders headers = new(packet.Span);
        if (headers.Next == IpProtocol.HopByHop)
        {
            headers.Pass(packet.Span);
        }

        int before = headers.Offset;
        Span<byte> rest = packet.Span[before..];
        int room = (mtu - before - Ip6Fragment.Size) & ~7;
        for (int offset = 0; offset < rest.Length; offset += room)
        {
            int size = Math.Min(room, rest.Length - offset);
            Mbuf fragment = @interface.Netisr.Pool.Get(before + Ip6Fragment.Size + size);
            fragment.Zone = packet.Zone;
            fragment.Flags = packet.Flags & MbufFlags.Forwarded;
            Span<byte> bytes = fragment.Append(before + Ip6Fragment.Size + size);
            packet.Span[..before].CopyTo(bytes);
            bytes[headers.Place] = IpProtocol.Fragment;
            IpPacket.WriteLength(bytes);
            new Ip6Fragment(bytes[before..]).Write(headers.Next, offset, offset + size == rest.Length, identification);
            rest.Slice(offset, size).CopyTo(bytes[(before + Ip6Fragment.Size)..]);
            V_ip6stat.FragmentsCreated++;
            @interface.Output(fragment, nextHop);
        }

        packet.Free();
    }
}
