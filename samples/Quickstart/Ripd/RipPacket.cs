using System;
using System.Buffers.Binary;

namespace Quickstart.Ripd;

/// <summary>The packet of RIP version 2 (RFC 2453, section 4): a header of 4 bytes, and 1 to 25 entries of 20.</summary>
internal static class RipPacket
{
    internal const int HeaderSize = 4;
    internal const int EntrySize = 20;
    internal const int MaxSize = HeaderSize + (25 * EntrySize);

    internal const byte Request = 1;
    internal const byte Response = 2;
    internal const byte Version = 2;

    /// <summary>The address family of an entry that is a route; 0 in a request for the whole table.</summary>
    internal const ushort Inet = 2;

    /// <summary>The metric that means unreachable: the network can be no wider than 15 hops.</summary>
    internal const int Infinity = 16;

    internal static void WriteHeader(Span<byte> packet, byte command)
    {
        packet[0] = command;
        packet[1] = Version;
        packet[2] = 0;
        packet[3] = 0;
    }

    internal static void WriteEntry(Span<byte> at, in RipEntry entry)
    {
        BinaryPrimitives.WriteUInt16BigEndian(at, entry.Family);
        BinaryPrimitives.WriteUInt16BigEndian(at[2..], entry.Tag);
        BinaryPrimitives.WriteUInt32BigEndian(at[4..], entry.Network);
        BinaryPrimitives.WriteUInt32BigEndian(at[8..], entry.Mask);
        BinaryPrimitives.WriteUInt32BigEndian(at[12..], entry.NextHop);
        BinaryPrimitives.WriteUInt32BigEndian(at[16..], entry.Metric);
    }

    internal static RipEntry ReadEntry(ReadOnlySpan<byte> at) => new()
    {
        Family = BinaryPrimitives.ReadUInt16BigEndian(at),
        Tag = BinaryPrimitives.ReadUInt16BigEndian(at[2..]),
        Network = BinaryPrimitives.ReadUInt32BigEndian(at[4..]),
        Mask = BinaryPrimitives.ReadUInt32BigEndian(at[8..]),
        NextHop = BinaryPrimitives.ReadUInt32BigEndian(at[12..]),
        Metric = BinaryPrimitives.ReadUInt32BigEndian(at[16..]),
    };
}
