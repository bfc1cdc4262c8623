using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>An ARP packet for IPv4 over Ethernet (RFC 826).</summary>
internal readonly ref struct ArpHeader(Span<byte> bytes)
{
    internal const int Size = 28;
    internal const ushort Request = 1;
    internal const ushort Reply = 2;

    private const ulong EthernetAndIpv4 = 0x0001_0800_0604;

    private readonly Span<byte> _bytes = bytes;

    internal bool IsEthernetAndIpv4 => BinaryPrimitives.ReadUInt64BigEndian(_bytes) >> 16 == EthernetAndIpv4;

    internal ushort Operation => BinaryPrimitives.ReadUInt16BigEndian(_bytes[6..]);

    internal MacAddress SenderLink => MacAddress.Read(_bytes[8..]);

    internal uint Sender => Ipv4.Read(_bytes[14..]);

    internal uint Target => Ipv4.Read(_bytes[24..]);

    internal void Write(ushort operation, MacAddress senderLink, uint sender, MacAddress targetLink, uint target)
    {
        BinaryPrimitives.WriteUInt64BigEndian(_bytes, (EthernetAndIpv4 << 16) | operation);
        senderLink.Write(_bytes[8..]);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[14..], sender);
        targetLink.Write(_bytes[18..]);
        BinaryPrimitives.WriteUInt32BigEndian(_bytes[24..], target);
    }
}
