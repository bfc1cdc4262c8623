using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Vimage.Net;

/// <summary>The checksum of IP, ICMP, UDP and TCP (RFC 1071): the complement of the ones' complement sum of 16-bit words.</summary>
/// <remarks>
/// Summed in the byte order of the machine, wide, and swapped at the end: the sum does not care (RFC 1071, 2 B). Stored and
/// compared as a number in network order.
/// </remarks>
internal static class InternetChecksum
{
    /// <summary>Returns the checksum; 0 over bytes that have their right checksum among them.</summary>
    internal static ushort Of(ReadOnlySpan<byte> bytes, ulong sum = 0) => (ushort)~Fold(Sum(bytes, sum));

    /// <summary>Returns the sum of the pseudo header of UDP and TCP, to begin with.</summary>
    internal static ulong PseudoHeader(uint source, uint destination, byte protocol, int length) =>
        (ulong)ToMachineOrder(source) + ToMachineOrder(destination) + ToMachineOrder(protocol) + ToMachineOrder((uint)length);

    /// <summary>The same for addresses of either family (RFC 8200, 8.1), of which the zones are not on the wire.</summary>
    internal static ulong PseudoHeader(InAddress source, InAddress destination, byte protocol, int length) => source.IsIpv4
        ? PseudoHeader(source.Ipv4, destination.Ipv4, protocol, length)
        : Sum(source) + Sum(destination) + ToMachineOrder(protocol) + ToMachineOrder((uint)length);

    /// <summary>Returns a checksum after one of the words that it covers has changed (RFC 1624, equation 3).</summary>
    internal static ushort Update(ushort checksum, ushort before, ushort after)
    {
        uint sum = (uint)(ushort)~checksum + (ushort)~before + after;
        sum = (sum & 0xFFFF) + (sum >> 16);
        return (ushort)~((sum & 0xFFFF) + (sum >> 16));
    }

    /// <summary>Adds bytes to a sum. Only the last piece of several may have an odd length.</summary>
    internal static ulong Sum(ReadOnlySpan<byte> bytes, ulong sum)
    {
        if (bytes.Length >= 4 * Vector<byte>.Count)
        {
            sum += SumVectors(MemoryMarshal.Cast<byte, Vector<ushort>>(bytes), out int summed);
            bytes = bytes[summed..];
        }

        while (bytes.Length >= sizeof(uint))
        {
            sum += MemoryMarshal.Read<uint>(bytes);
            bytes = bytes[sizeof(uint)..];
        }

        if (bytes.Length >= sizeof(ushort))
        {
            sum += MemoryMarshal.Read<ushort>(bytes);
            bytes = bytes[sizeof(ushort)..];
        }

        if (bytes.Length > 0)
        {
            sum += BitConverter.IsLittleEndian ? bytes[0] : (ulong)bytes[0] << 8;
        }

        return sum;
    }

    private static ulong SumVectors(ReadOnlySpan<Vector<ushort>> vectors, out int summed)
    {
        Vector<ulong> total = Vector<ulong>.Zero;
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out Vector<uint> low, out Vector<uint> high);
            Vector.Widen(low + high, out Vector<ulong> first, out Vector<ulong> second);
            total += first + second;
        }

        summed = vectors.Length * Vector<byte>.Count;
        return Vector.Sum(total);
    }

    private static ushort Fold(ulong sum)
    {
        sum = (sum & 0xFFFFFFFF) + (sum >> 32);
        sum = (sum & 0xFFFFFFFF) + (sum >> 32);
        uint half = (uint)(sum & 0xFFFF) + (uint)(sum >> 16);
        half = (half & 0xFFFF) + (half >> 16);
        ushort folded = (ushort)((half & 0xFFFF) + (half >> 16));
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(folded) : folded;
    }

    private static ulong Sum(InAddress address)
    {
        address = address.WithoutZone();
        return (ulong)ToMachineOrder((uint)(address.High >> 32)) + ToMachineOrder((uint)address.High)
            + ToMachineOrder((uint)(address.Low >> 32)) + ToMachineOrder((uint)address.Low);
    }

    private static uint ToMachineOrder(uint number) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(number) : number;
}
