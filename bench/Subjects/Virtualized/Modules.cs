namespace Vimage.Bench.Subjects;

// Ten modules of the size that modules have: some counters, some settings with their defaults.

internal static partial class Link
{
    [Virtualized] internal static int mtu = 1500;
    [Virtualized] internal static int frames;
    [Virtualized] internal static bool promiscuous;
}

internal static partial class Arp
{
    [Virtualized] internal static int requests;
    [Virtualized] internal static int entries;
    [Virtualized] internal static TimeSpan lifetime = TimeSpan.FromMinutes(20);
}

internal static partial class Nd
{
    [Virtualized] internal static int solicitations;
    [Virtualized] internal static int retransmissions = 3;
    [Virtualized] internal static TimeSpan reachable = TimeSpan.FromSeconds(30);
}

internal static partial class Ip
{
    [Virtualized] internal static int packets;
    [Virtualized] internal static byte ttl = 64;
    [Virtualized] internal static bool forwarding;
    [Virtualized] internal static ushort identification = 1;
}

internal static partial class Ip6
{
    [Virtualized] internal static int packets;
    [Virtualized] internal static byte hopLimit = 64;
    [Virtualized] internal static bool forwarding;
}

internal static partial class Icmp
{
    [Virtualized] internal static int echoes;
    [Virtualized] internal static int errorsPerSecond = 200;
}

internal static partial class Route
{
    [Virtualized] internal static int lookups;
    [Virtualized] internal static int generation = 1;
    [Virtualized] internal static object? table;
}

internal static partial class Udp
{
    [Virtualized] internal static int datagrams;
    [Virtualized] internal static int noPort;
    [Virtualized] internal static int receiveBuffer = 42080;
}

internal static partial class Tcp
{
    [Virtualized] internal static int segments;
    [Virtualized] internal static int retransmitted;
    [Virtualized] internal static int mss = 536;
    [Virtualized] internal static TimeSpan keepIdle = TimeSpan.FromHours(2);
    [Virtualized] internal static string congestion = "newreno";
}

internal static partial class Dns
{
    [Virtualized] internal static int queries;
    [Virtualized] internal static int failures;
    [Virtualized] internal static string suffix = "";
}
