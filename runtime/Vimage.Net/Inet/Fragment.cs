namespace Vimage.Net;

/// <summary>A piece of a packet.</summary>
/// <param name="Packet">The piece, with the headers before it.</param>
/// <param name="HeaderLength">The length of those.</param>
/// <param name="Offset">Its place in the packet, in bytes.</param>
/// <param name="IsLast">Whether the packet ends with it.</param>
/// <param name="Congestion">The two bits of explicit congestion notification.</param>
internal readonly record struct Fragment(Mbuf Packet, int HeaderLength, int Offset, bool IsLast, int Congestion)
{
    internal int Size => Packet.Length - HeaderLength;

    internal int End => Offset + Size;

    internal Span<byte> Payload => Packet.Span[HeaderLength..];
}
