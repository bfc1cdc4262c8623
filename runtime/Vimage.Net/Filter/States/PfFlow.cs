using System.Buffers.Binary;
using System.Numerics;

namespace Vimage.Net;

/// <summary>
/// Finds the states of packets of the kind that most are: of TCP or UDP, whole, without options or extension headers. All else goes by
/// <see cref="PacketInfo"/>, which takes longer.
/// </summary>
internal static class PfFlow
{
    private const byte PlainIpv4 = 0x45;
    private const int ProtocolOffset4 = 9;
    private const int AddressesOffset4 = 12;
    private const int TcpFlagsOffset = 13;

    /// <summary>Returns whether a packet, from its IP header on, is of that kind.</summary>
    internal static bool IsPlain(ReadOnlySpan<byte> packet)
    {
        if (packet.Length >= IpHeader.MinSize && packet[0] == PlainIpv4)
        {
            return IsPlainIpv4(packet);
        }

        return packet.Length >= Ip6Header.Size
            && IpPacket.Version(packet) == 6
            && IsTransport(packet[Ip6Header.NextHeaderOffset], packet.Length - Ip6Header.Size);
    }

    /// <summary>Finds the state of a packet.</summary>
    /// <param name="states">The states.</param>
    /// <param name="packet">The packet, from its IP header on.</param>
    /// <param name="interfaceIndex">The interface that it crosses.</param>
    /// <param name="direction">Which way.</param>
    /// <param name="now">What time it is.</param>
    /// <returns>The state; <see langword="null"/> if it has none or is of another kind.</returns>
    internal static PfState? FindState(PfStateTable states, ReadOnlySpan<byte> packet, int interfaceIndex, PacketDirection direction, long now)
    {
        if (packet.Length < IpHeader.MinSize || packet[0] != PlainIpv4)
        {
            return IsPlain(packet) ? states.Find(KeyOf(packet, interfaceIndex, direction), direction, now) : null;
        }

        if (!IsPlainIpv4(packet))
        {
            return null;
        }

        ulong addresses = BinaryPrimitives.ReadUInt64BigEndian(packet[AddressesOffset4..]);
        uint ports = BinaryPrimitives.ReadUInt32BigEndian(packet[IpHeader.MinSize..]);
        byte protocol = packet[ProtocolOffset4];
        return direction == PacketDirection.In
            ? states.FindIpv4(addresses, PfStateKey.TransportOf(protocol, ports), direction, now)
            : states.FindIpv4(BitOperations.RotateLeft(addresses, 32), PfStateKey.TransportOf(protocol, BitOperations.RotateLeft(ports, 16)), direction, now);
    }

    /// <summary>Returns the flags of such a packet that is of TCP.</summary>
    internal static TcpFlags FlagsOf(ReadOnlySpan<byte> packet) =>
        (TcpFlags)packet[(packet[0] == PlainIpv4 ? IpHeader.MinSize : Ip6Header.Size) + TcpFlagsOffset];

    private static bool IsPlainIpv4(ReadOnlySpan<byte> packet) =>
        IsTransport(packet[ProtocolOffset4], packet.Length - IpHeader.MinSize)
        && (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & (IpHeader.MoreFragments | IpHeader.OffsetMask)) == 0;

    // And whether so much of it is there as is looked at.
    private static bool IsTransport(byte protocol, int length) =>
        protocol == IpProtocol.Udp ? length >= UdpHeader.Size : protocol == IpProtocol.Tcp && length > TcpFlagsOffset;

    private static PfStateKey KeyOf(ReadOnlySpan<byte> packet, int interfaceIndex, PacketDirection direction)
    {
        InAddress source = InAddress.Read(packet[8..]).WithZone(interfaceIndex);
        InAddress destination = InAddress.Read(packet[24..]).WithZone(interfaceIndex);
        ushort sourcePort = BinaryPrimitives.ReadUInt16BigEndian(packet[Ip6Header.Size..]);
        ushort destinationPort = BinaryPrimitives.ReadUInt16BigEndian(packet[(Ip6Header.Size + sizeof(ushort))..]);
        byte protocol = packet[Ip6Header.NextHeaderOffset];
        return direction == PacketDirection.In
            ? new(source, destination, sourcePort, destinationPort, protocol)
            : new(destination, source, destinationPort, sourcePort, protocol);
    }
}
