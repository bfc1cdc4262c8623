namespace Vimage.Net;

/// <summary>What an IP packet carries, or the next header of an IPv6 packet is.</summary>
internal static class IpProtocol
{
    internal const byte HopByHop = 0;
    internal const byte Icmp = 1;
    internal const byte Igmp = 2;
    internal const byte IpInIp = 4;
    internal const byte Tcp = 6;
    internal const byte Udp = 17;
    internal const byte Ipv6 = 41;
    internal const byte Routing = 43;
    internal const byte Fragment = 44;
    internal const byte Icmp6 = 58;
    internal const byte None = 59;
    internal const byte DestinationOptions = 60;
    internal const byte Carp = 112;
}
