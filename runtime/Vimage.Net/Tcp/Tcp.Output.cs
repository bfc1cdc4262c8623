using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Segments without a connection, and what all of them go out by.</content>
public static partial class Tcp
{
    /// <summary>Sends a segment that is not of a connection of this vnet, or not yet. (FreeBSD: <c>tcp_respond</c>.)</summary>
    internal static void Send(Netisr netisr, in ConnectionKey key, int fib, in TcpFields fields, in TcpOptions options = default)
    {
        if (Routing.Resolve(key.RemoteAddress, key.LocalAddress, Flow(key), fib, out RouteTarget target) != SocketError.Success)
        {
            Inet.CountNoRoute(key.RemoteAddress);
            return;
        }

        Span<byte> room = stackalloc byte[TcpHeader.MaxOptions];
        ReadOnlySpan<byte> bytes = room[..options.Write(room)];
        int headerLength = TcpHeader.MinSize + bytes.Length;
        Mbuf packet = netisr.Pool.Get(headerLength);
        Span<byte> segment = packet.Append(headerLength);
        bytes.CopyTo(segment[TcpHeader.MinSize..]);
        TcpHeader tcp = new(segment);
        tcp.Write(fields with { SourcePort = key.LocalPort, DestinationPort = key.RemotePort }, headerLength);
        tcp.WriteChecksum(key.LocalAddress, key.RemoteAddress);
        V_tcpstat.Sent++;
        _ = Inet.Output(
            packet,
            new IpFields
            {
                Source = key.LocalAddress,
                Destination = key.RemoteAddress,
                Protocol = IpProtocol.Tcp,
                TimeToLive = Inet.DefaultTimeToLive(key.RemoteAddress),
                DontFragment = V_path_mtu_discovery,
            },
            target);
    }

    /// <summary>Makes the checksum of a packet that was sent without one, because it was not to leave memory.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="linkHeader">The bytes before its IP header.</param>
    internal static void MakeChecksum(Mbuf packet, int linkHeader)
    {
        Span<byte> bytes = packet.Span[linkHeader..];
        NetworkHeader ip = IpPacket.ReadPlain(bytes);
        new TcpHeader(bytes[ip.Length..IpPacket.LengthOf(bytes)]).WriteChecksum(ip.Source, ip.Destination);
        packet.Flags &= ~MbufFlags.NoTcpChecksum;
    }

    /// <summary>Returns what keeps a connection on one of several ways.</summary>
    internal static uint Flow(in ConnectionKey key) => (uint)key.GetHashCode();

    /// <summary>Returns the largest segment that the first link to the other end takes whole.</summary>
    internal static int MssTo(in ConnectionKey key, int fib) =>
        Routing.Resolve(key.RemoteAddress, key.LocalAddress, Flow(key), fib, out RouteTarget target) == SocketError.Success
            ? MssOf(target.Interface, key.RemoteAddress)
            : V_tcp_mssdflt;

    /// <summary>Returns the largest segment to an address that an interface takes whole, and the path as far as that is known.</summary>
    internal static int MssOf(Ifnet @interface, InAddress destination)
    {
        int mtu = destination.IsIpv4 ? @interface.Mtu : Ip6.PathMtu(destination, @interface);
        return mtu - Inet.HeaderSize(destination) - TcpHeader.MinSize;
    }

    /// <summary>Returns the window scale that is offered: as much as the receive buffer can ever need.</summary>
    internal static int WindowScale()
    {
        int most = Math.Max(V_tcp_recvspace, V_tcp_do_autorcvbuf ? V_tcp_autorcvbuf_max : 0);
        int scale = 0;
        while (scale < 14 && TcpHeader.MaxWindow << scale < most)
        {
            scale++;
        }

        return scale;
    }
}
