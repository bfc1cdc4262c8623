using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>
/// A tag of IEEE 802.1Q between the addresses of a frame and what it carries: the tag's own type, and a word with priority (3 bits),
/// drop eligibility (1 bit) and VLAN (12 bits).
/// </summary>
internal static class VlanTag
{
    internal const int Size = 4;

    /// <summary>A tag that says a priority, and no VLAN.</summary>
    internal const int PriorityOnly = 0;
    internal const int MaxId = 4094;
    internal const int MaxPriority = 7;

    // Destination and source, which stay in front.
    private const int Addresses = 2 * MacAddress.Size;
    private const int IdMask = 0xFFF;
    private const int PriorityShift = 13;

    internal static bool IsTag(ushort type) => type is EtherType.Vlan or EtherType.QinQ;

    /// <summary>Returns the type that a protocol's tags begin with.</summary>
    internal static ushort TypeOf(VlanProtocol protocol) => protocol == VlanProtocol.QinQ ? EtherType.QinQ : EtherType.Vlan;

    /// <summary>Reads the VLAN of the first tag, which is there.</summary>
    internal static int Id(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[EthernetHeader.Size..]) & IdMask;

    /// <summary>Puts a tag before those that the frame has. (FreeBSD: <c>ether_vlanencap</c>.)</summary>
    /// <returns>The frame, which may have moved to a buffer with more room.</returns>
    internal static Mbuf Insert(Mbuf frame, VlanProtocol protocol, int id, int priority)
    {
        Mbuf tagged = frame.EnsureHeadroom(Size);
        tagged.Prepend(Size);
        Span<byte> bytes = tagged.Span;
        bytes.Slice(Size, Addresses).CopyTo(bytes);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[Addresses..], TypeOf(protocol));
        BinaryPrimitives.WriteUInt16BigEndian(bytes[EthernetHeader.Size..], (ushort)((priority << PriorityShift) | id));
        return tagged;
    }

    /// <summary>Takes the first tag, which is there, off a frame.</summary>
    internal static void Strip(Mbuf frame)
    {
        Span<byte> bytes = frame.Span;
        bytes[..Addresses].CopyTo(bytes[Size..]);
        frame.TrimFront(Size);
    }
}
