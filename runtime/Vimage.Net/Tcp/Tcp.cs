namespace Vimage.Net;

/// <summary>TCP (RFC 9293) in the current vnet. (FreeBSD: <c>tcp_input.c</c>, <c>tcp_output.c</c>, <c>tcp_subr.c</c>.)</summary>
[VnetModule("tcp", DependsOn = ["ip", "icmp"])]
public static partial class Tcp
{
    [Virtualized] private static readonly TcpStatistics tcpstat = new();

    /// <summary>Who listens or has asked for a port.</summary>
    [Virtualized] private static readonly PortTable<Tcpcb> tcbinfo = new();

    [Virtualized] private static readonly Dictionary<ConnectionKey, Tcpcb> tcb = [];
    [Virtualized] private static readonly SynCache tcp_syncache = new();
    [Virtualized] private static readonly InitialSequence isn = new();

    // The second that is counted, and how many segments were sent in it that answer nothing of a connection's.
    [Virtualized] private static long answers_second;
    [Virtualized] private static int answers_count;

    /// <summary>Gets what is counted in the current vnet.</summary>
    public static TcpStatistics Statistics => V_tcpstat;

    internal static PortTable<Tcpcb> Ports => V_tcbinfo;

    internal static SynCache SynCache => V_tcp_syncache;

    internal static InitialSequence InitialSequence => V_isn;

    /// <summary>Gets the connections there are, and those that have only just ended.</summary>
    internal static Dictionary<ConnectionKey, Tcpcb> Connections => V_tcb;

    /// <summary>Returns whether one more segment may be sent in answer to what a stranger can send (RFC 5961, 10).</summary>
    internal static bool MayAnswer(Netisr netisr)
    {
        long second = netisr.Now / TcpTime.Second;
        if (second != V_answers_second)
        {
            V_answers_second = second;
            V_answers_count = 0;
        }

        return V_answers_count++ < V_tcp_ack_war_cnt;
    }

    /// <summary>
    /// Ends all connections of the current vnet while their other ends can still be told: what it has borrowed goes home before its sockets
    /// are closed.
    /// </summary>
    internal static void AbortAll()
    {
        foreach (Tcpcb pcb in V_tcb.Values.ToArray())
        {
            pcb.Abort();
        }
    }

    // The sockets are closed by then; what is left has been going on by itself.
    [VnetUninit]
    private static void Destroy()
    {
        Netisr netisr = Netisr.Current;
        using (netisr.Enter())
        {
            foreach (Tcpcb pcb in V_tcb.Values.ToArray())
            {
                pcb.Discard();
            }

            V_tcp_syncache.Clear();
        }
    }
}
