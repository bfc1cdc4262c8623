namespace Vimage.Net;

/// <content>Packets that come in pieces.</content>
public static partial class Ip
{
    /// <summary>How many packets may be incomplete at one time; the oldest makes room.</summary>
    [Virtualized(Name = "net.inet.ip.maxfragpackets")] internal static int maxfragpackets = 256;

    /// <summary>
    /// How many fragments one packet may have. (FreeBSD's 16 refuse a packet of 64 KB over Ethernet, which has 45.)
    /// </summary>
    [Virtualized(Name = "net.inet.ip.maxfragsperpacket")] internal static int maxfragsperpacket = 64;

    /// <summary>How long a packet may be incomplete.</summary>
    /// <unit>s</unit>
    [Virtualized(Name = "net.inet.ip.fragttl")] internal static int fragttl = 30;

    [Virtualized] private static readonly IpReassembly ipq = new();

    internal static void CountFragmentsDropped(int count) => V_ipstat.FragmentsDropped += count;

    internal static void CountFragmentTimeouts(int count) => V_ipstat.FragmentTimeouts += count;

    [VnetUninit]
    internal static void DropFragments()
    {
        using (Netisr.Current.Enter())
        {
            V_ipq.Drain();
        }
    }
}
