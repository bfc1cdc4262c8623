using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

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
    internal static bool IsPlain(ReadOnlySpan<byte> packet) => IsPlainIpv4(packet) || IsPlainIpv6(packet);

    /// <summary>Returns whether it is, and of IPv4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsPlainIpv4(ReadOnlySpan<byte> packet) =>
        packet.Length >= IpHeader.MinSize
        && packet[0] == PlainIpv4
        && IsTransport(packet[ProtocolOffset4], packet.Length - IpHeader.MinSize)
        && (BinaryPrimitives.ReadUInt16BigEndian(packet[6..]) & (IpHeader.MoreFragments | IpHeader.OffsetMask)) == 0;

    /// <summary>Finds the state of a packet.</summary>
    /// <param name="states">The states.</param>
    /// <param name="packet">The packet, from its IP header on.</param>
    /// <param name="interfaceIndex">The interface that it crosses.</param>
    /// <param name="direction">Which way.</param>
    /// <returns>The state, which may be over; <see langword="null"/> if it has none or is of another kind.</returns>
    internal static PfState? Search(PfStateTable states, ReadOnlySpan<byte> packet, int interfaceIndex, PacketDirection direction)
    {
        if (IsPlainIpv4(packet))
        {
            return SearchIpv4(states, packet, direction);
        }

        return IsPlainIpv6(packet) ? states.Search(KeyOf(packet, interfaceIndex, direction), direction) : null;
    }

    /// <summary>Finds the state of a packet that <see cref="IsPlainIpv4"/>.</summary>
    /// <inheritdoc cref="Search"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PfState? SearchIpv4(PfStateTable states, ReadOnlySpan<byte> packet, PacketDirection direction)
    {
        ulong addresses = BinaryPrimitives.ReadUInt64BigEndian(packet[AddressesOffset4..]);
        uint ports = BinaryPrimitives.ReadUInt32BigEndian(packet[IpHeader.MinSize..]);
        byte protocol = packet[ProtocolOffset4];
        return direction == PacketDirection.In
            ? states.SearchIpv4(addresses, PfStateKey.TransportOf(protocol, ports), direction)
            : states.SearchIpv4(BitOperations.RotateLeft(addresses, 32), PfStateKey.TransportOf(protocol, BitOperations.RotateLeft(ports, 16)), direction);
    }

    /// <summary>Returns the flags of such a packet that is of TCP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TcpFlags FlagsOf(ReadOnlySpan<byte> packet) =>
        (TcpFlags)packet[(packet[0] == PlainIpv4 ? IpHeader.MinSize : Ip6Header.Size) + TcpFlagsOffset];

    private static bool IsPlainIpv6(ReadOnlySpan<byte> packet) =>
        packet.Length >= Ip6Header.Size
        && IpPacket.Version(packet) == 6
        && IsTransport(packet[Ip6Header.NextHeaderOffset], packet.Length - Ip6Header.Size);

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
