namespace Vimage.Net;

/// <summary>What an Ethernet frame carries.</summary>
internal static class EtherType
{
    internal const ushort Ipv4 = 0x0800;
    internal const ushort Ipv6 = 0x86DD;
    internal const ushort Arp = 0x0806;
    internal const ushort Vlan = 0x8100;
    internal const ushort QinQ = 0x88A8;
}
