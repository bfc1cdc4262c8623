using System;
using System.Buffers.Binary;
using System.Net;

namespace Emulator;

/// <summary>Addresses as the daemon holds them: 32 bits in host byte order.</summary>
internal static class HostOrder
{
    internal static uint Of(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address.TryWriteBytes(bytes, out _);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    internal static IPAddress ToAddress(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return new IPAddress(bytes);
    }
}
