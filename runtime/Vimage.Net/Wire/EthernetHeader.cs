using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The header of an Ethernet frame: to, from, what.</summary>
internal static class EthernetHeader
{
    internal const int Size = 14;

    internal static MacAddress Destination(ReadOnlySpan<byte> frame) => MacAddress.Read(frame);

    internal static MacAddress Source(ReadOnlySpan<byte> frame) => MacAddress.Read(frame[6..]);

    internal static ushort Type(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[12..]);

    internal static void Write(Span<byte> frame, MacAddress destination, MacAddress source, ushort type)
    {
        destination.Write(frame);
        source.Write(frame[6..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[12..], type);
    }
}
