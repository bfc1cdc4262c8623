namespace Vimage.Net;

/// <summary>What an Ethernet frame carries.</summary>
internal static class EtherType
{
    internal const ushort Ipv4 = 0x0800;
    internal const ushort Ipv6 = 0x86DD;
    internal const ushort Arp = 0x0806;
}
