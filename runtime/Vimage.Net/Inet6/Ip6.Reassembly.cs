namespace Vimage.Net;

/// <content>Packets that come in pieces.</content>
public static partial class Ip6
{
    /// <summary>How many packets may be incomplete at one time; the oldest makes room.</summary>
    [Virtualized(Name = "net.inet6.ip6.maxfragpackets")] internal static int ip6_maxfragpackets = 256;

    /// <summary>How many fragments may wait in all.</summary>
    [Virtualized(Name = "net.inet6.ip6.maxfrags")] internal static int ip6_maxfrags = 4096;

    /// <summary>How many fragments one packet may have.</summary>
    [Virtualized(Name = "net.inet6.ip6.maxfragsperpacket")] internal static int ip6_maxfragsperpacket = 64;

    /// <summary>How long a packet may be incomplete (RFC 8200, 4.5).</summary>
    /// <unit>s</unit>
    [Virtualized(Name = "net.inet6.ip6.fraglifetime")] internal static int ip6_fraglifetime = 60;

    [Virtualized] private static readonly Ip6Reassembly frag6 = new();

    /// <summary>Gets how many fragments wait for others. (<c>net.inet6.ip6.frag6_nfrags</c>)</summary>
    public static int WaitingFragments => V_frag6.Waiting;

    internal static void CountFragmentsDropped(int count) => V_ip6stat.FragmentsDropped += count;

    internal static void CountFragmentTimeouts(int count) => V_ip6stat.FragmentTimeouts += count;

    [VnetUninit]
    internal static void DropFragments()
    {
        using (Netisr.Current.Enter())
        {
            V_frag6.Drain();
        }
    }
}
