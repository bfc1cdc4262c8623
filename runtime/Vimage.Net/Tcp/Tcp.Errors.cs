using System.Net.Sockets;

namespace Vimage.Net;

/// <content>What comes back of segments that did not arrive. (FreeBSD: <c>tcp_ctlinput</c>.)</content>
public static partial class Tcp
{
    /// <summary>A router takes no more than so much of what it quotes.</summary>
    /// <param name="quoted">The header of the packet that it quotes.</param>
    /// <param name="segment">What follows that, with the ports and the sequence number.</param>
    /// <param name="mtu">What it takes; 0 if it does not say.</param>
    internal static void OnPacketTooBig(in NetworkHeader quoted, Span<byte> segment, int mtu)
    {
        if (Quoted(quoted, segment) is { } pcb)
        {
            // RFC 1191, 4: an old router does not say how much it takes.
            pcb.OnPacketTooBig(mtu == 0 ? pcb.Mss / 2 : mtu - Inet.HeaderSize(quoted.Source) - TcpHeader.MinSize);
        }
    }

    /// <summary>Somebody says that what it quotes does not get there.</summary>
    /// <param name="quoted">The header of the packet that it quotes.</param>
    /// <param name="segment">What follows that, with the ports and the sequence number.</param>
    /// <param name="error">Why; a refusal is of the other end itself.</param>
    internal static void OnUnreachable(in NetworkHeader quoted, Span<byte> segment, SocketError error) =>
        Quoted(quoted, segment)?.OnUnreachable(error, isHard: error == SocketError.ConnectionRefused && V_icmp_may_rst);

    private static Tcpcb? Quoted(in NetworkHeader quoted, Span<byte> segment)
    {
        TcpHeader tcp = new(segment);
        ConnectionKey key = new(quoted.Source, tcp.SourcePort, quoted.Destination, tcp.DestinationPort);
        return V_tcb.TryGetValue(key, out Tcpcb? pcb) && pcb.IsUnderWay(tcp.Sequence) ? pcb : null;
    }
}
