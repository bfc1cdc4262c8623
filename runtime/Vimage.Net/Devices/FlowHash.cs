using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>A number that is the same for all frames of one flow. (FreeBSD: <c>m_ether_tcpip_hash</c>.)</summary>
internal static class FlowHash
{
    internal static uint Of(ReadOnlySpan<byte> frame)
    {
        uint hash = Mix(Mix(0, EthernetHeader.Destination(frame).Value), EthernetHeader.Source(frame).Value);
        int size = EthernetHeader.SizeOf(frame);
        if (size > EthernetHeader.Size)
        {
            hash = Mix(hash, (ulong)VlanTag.Id(frame));
        }

        return EthernetHeader.PayloadType(frame, size) == EtherType.Ipv4 ? OfIpv4(frame[size..], hash) : hash;
    }

    private static uint OfIpv4(ReadOnlySpan<byte> packet, uint hash)
    {
        if (packet.Length < IpHeader.MinSize)
        {
            return hash;
        }

        hash = Mix(hash, BinaryPrimitives.ReadUInt64BigEndian(packet[12..]));

        // Only the first fragment has ports, and the others are to go the same way.
        int headerLength = (packet[0] & 0xF) * 4;
        bool isFragment = (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & (IpHeader.MoreFragments | IpHeader.OffsetMask)) != 0;
        bool hasPorts = packet[9] is IpProtocol.Tcp or IpProtocol.Udp && !isFragment && packet.Length >= headerLength + sizeof(uint);
        return hasPorts ? Mix(hash, BinaryPrimitives.ReadUInt32BigEndian(packet[headerLength..])) : hash;
    }

    private static uint Mix(uint hash, ulong value)
    {
        ulong mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15;
        return (uint)(mixed >> 32) ^ (uint)mixed;
    }
}
