using System.Net.Sockets;

namespace Vimage.Net;

/// <content>What comes back of segments that did not arrive.</content>
public static partial class Tcp
{
    /// <summary>Tells a connection what an ICMP error says of a segment of its. (FreeBSD: <c>tcp_ctlinput</c>.)</summary>
    internal static void OnError(in IpHeader quoted, in IcmpHeader icmp)
    {
        TcpHeader tcp = new(quoted.Payload);
        ConnectionKey key = new(quoted.Source, tcp.SourcePort, quoted.Destination, tcp.DestinationPort);
        if (!V_tcb.TryGetValue(key, out Tcpcb? pcb) || !pcb.IsUnderWay(tcp.Sequence))
        {
            return;
        }

        if (icmp.Type == IcmpType.Unreachable && icmp.Code == IcmpCode.FragmentationNeeded)
        {
            // RFC 1191, 4: an old router does not say how much it takes.
            int mtu = (int)(icmp.Rest & 0xFFFF);
            pcb.OnPacketTooBig(mtu == 0 ? pcb.Mss / 2 : mtu - IpHeader.MinSize - TcpHeader.MinSize);
            return;
        }

        if (icmp.Type == IcmpType.Unreachable)
        {
            bool isRefusal = icmp.Code is IcmpCode.PortUnreachable or IcmpCode.ProtocolUnreachable;
            pcb.OnUnreachable(
                isRefusal ? SocketError.ConnectionRefused : icmp.Code == IcmpCode.NetworkUnreachable ? SocketError.NetworkUnreachable : SocketError.HostUnreachable,
                isHard: isRefusal && V_icmp_may_rst);
        }
    }
}
