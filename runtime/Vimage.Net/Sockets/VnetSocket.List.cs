using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <content>All of a vnet's.</content>
public sealed partial class VnetSocket
{
    /// <summary>Returns the sockets of the current vnet that have an address, and connections that their sockets have left to end by themselves.</summary>
    /// <returns>A snapshot: by protocol, TCP first, and then by port. (<c>netstat -a</c>)</returns>
    public static IReadOnlyList<VnetSocketInfo> List()
    {
        using (Netisr.Current.Enter())
        {
            // One that is connected may have its port from a listener, and so no place in the table of ports.
            return
            [
                .. InOrder(Tcp.Ports.All.Concat(Tcp.Connections.Values).Distinct()),
                .. InOrder(Udp.Ports.All),
                .. InOrder(RawIp.All),
            ];
        }
    }

    private static IEnumerable<VnetSocketInfo> InOrder(IEnumerable<Inpcb> pcbs) => pcbs
        .OrderBy(static pcb => pcb.LocalPort)
        .ThenBy(static pcb => pcb.RemotePort)
        .Select(static pcb => new VnetSocketInfo(
            (ProtocolType)pcb.Protocol,
            pcb.Family,
            new IPEndPoint(pcb.LocalAddress.ToIPAddress(pcb.Family), pcb.LocalPort),
            pcb.IsConnected ? new IPEndPoint(pcb.RemoteAddress.ToIPAddress(pcb.Family), pcb.RemotePort) : null,
            (pcb as Tcpcb)?.State,
            pcb.Available,
            (pcb as Tcpcb)?.Unacknowledged ?? 0));
}
