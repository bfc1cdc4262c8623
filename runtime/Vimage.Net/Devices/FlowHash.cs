namespace Vimage.Net;

/// <summary>A number that is the same for all frames of one flow. (FreeBSD: <c>m_ether_tcpip_hash</c>.)</summary>
internal static class FlowHash
{
    internal static uint Of(Span<byte> frame)
    {
        uint hash = Mix(Mix(0, EthernetHeader.Destination(frame).Value), EthernetHeader.Source(frame).Value);
        int size = EthernetHeader.SizeOf(frame);
        if (size > EthernetHeader.Size)
        {
            hash = Mix(hash, (ulong)VlanTag.Id(frame));
        }

        return EthernetHeader.PayloadType(frame, size) is EtherType.Ipv4 or EtherType.Ipv6 ? OfPacket(frame[size..], hash) : hash;
    }

    private static uint OfPacket(Span<byte> packet, uint hash)
    {
        PacketInfo info = PacketInfo.Read(packet);
        if (info.IsShort)
        {
            return hash;
        }

        hash = Mix(Mix(hash, info.Source.Folded), info.Destination.Folded);

        // Only the first fragment has ports, and the others are to go the same way.
        return info.HasPorts && !info.IsFragment ? Mix(hash, ((uint)info.SourcePort << 16) | info.DestinationPort) : hash;
    }

    private static uint Mix(uint hash, ulong value)
    {
        ulong mixed = (hash ^ value) * 0x9E37_79B9_7F4A_7C15;
        return (uint)(mixed >> 32) ^ (uint)mixed;
    }
}
