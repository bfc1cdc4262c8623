using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of an Ethernet frame: to, from, what.</summary>
internal static class EthernetHeader
{
    internal const int Size = 14;

    internal static MacAddress Destination(ReadOnlySpan<byte> frame) => MacAddress.Read(frame);

    internal static MacAddress Source(ReadOnlySpan<byte> frame) => MacAddress.Read(frame[6..]);

    internal static ushort Type(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);

    /// <summary>Returns the bytes of the header with all its tags, as far as there are any.</summary>
    internal static int SizeOf(ReadOnlySpan<byte> frame)
    {
        int size = Size;
        while (VlanTag.IsTag(PayloadType(frame, size)) && frame.Length >= size + VlanTag.Size)
        {
            size += VlanTag.Size;
        }

        return size;
    }

    /// <summary>Returns what a frame carries behind a header of that size, tags included.</summary>
    internal static ushort PayloadType(ReadOnlySpan<byte> frame, int size) => BinaryPrimitives.ReadUInt16BigEndian(frame[(size - sizeof(ushort))..]);

    internal static void Write(Span<byte> frame, MacAddress destination, MacAddress source, ushort type)
    {
        destination.Write(frame);
        source.Write(frame[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], type);
    }
}
