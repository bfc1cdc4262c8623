using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net;

/// <summary>IPv4 addresses as numbers, the first byte on the wire the highest.</summary>
internal static class Ipv4
{
    internal const uint Any = 0;
    internal const uint Broadcast = 0xFFFFFFFF;
    internal const uint Loopback = 0x7F000001;

    /// <summary>RFC 1122, 3.2.1.3: 127/8 is never on a wire.</summary>
    internal static bool IsLoopback(uint address) => address >> 24 == 127;

    internal static bool IsMulticast(uint address) => address >> 28 == 0xE;

    /// <summary>Neither for one host nor for several: class E, and the network 0.</summary>
    internal static bool IsForwardable(uint address) => address >> 28 < 0xE && address >> 24 is not (0 or 127);

    internal static uint MaskOf(int prefixLength) => prefixLength == 0 ? 0 : uint.MaxValue << (32 - prefixLength);

    internal static uint Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    internal static IPAddress ToAddress(uint address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPAddress(bytes);
    }

    internal static uint FromAddress(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.AddressFamily != AddressFamily.InterNetwork)
        {
            throw new ArgumentException($"{address} is no IPv4 address; the stack speaks no other yet. (EAFNOSUPPORT)", nameof(address));
        }

        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        _ = address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    internal static string Format(uint address) => ToAddress(address).ToString();
}
