namespace Vimage.Net;

/// <summary>What an IP packet carries.</summary>
internal static class IpProtocol
{
    internal const byte Icmp = 1;
    internal const byte IpInIp = 4;
    internal const byte Tcp = 6;
    internal const byte Udp = 17;
}
