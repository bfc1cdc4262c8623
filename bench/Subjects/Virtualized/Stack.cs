namespace Vimage.Bench.Subjects;

/// <summary>A program of ten modules, as an instance of it comes to life: by its first use of each.</summary>
public static class Stack
{
    /// <summary>The number of modules.</summary>
    public const int ModuleCount = 10;

    /// <summary>Counts one event in each module.</summary>
    /// <returns>The number of modules that have now counted exactly one.</returns>
    public static int Touch() =>
        One(++Arp.V_requests) + One(++Dns.V_queries) + One(++Icmp.V_echoes) + One(++Ip.V_packets) + One(++Ip6.V_packets)
        + One(++Link.V_frames) + One(++Nd.V_solicitations) + One(++Route.V_lookups) + One(++Tcp.V_segments) + One(++Udp.V_datagrams);

    private static int One(int count) => count == 1 ? 1 : 0;
}
