using System.Buffers.Binary;

namespace Vimage.Net;

/// <summary>The options of an IPv4 header in which each host on the way writes (RFC 791, 3.1). (FreeBSD: <c>ip_dooptions</c>.)</summary>
internal static class IpRecording
{
    private const byte RecordRoute = 7;
    private const byte Timestamps = 68;

    // RFC 791: what the lower half of a timestamp option's fourth byte says; the upper half counts those that found no room.
    private const int TimesOnly = 0;
    private const int AddressesAndTimes = 1;
    private const int GivenAddressesAndTimes = 3;
    private const int OverflowUnit = 0x10;

    /// <summary>Writes the own address and the time where they are asked for, and there is room.</summary>
    /// <param name="options">The options, well formed.</param>
    /// <param name="address">The address by which the packet goes on; or at which it has arrived.</param>
    /// <param name="isOwn">Returns whether an address is one of this host.</param>
    /// <param name="time">The time of day in UT.</param>
    /// <returns>Where what is wrong is; -1 if nothing is.</returns>
    internal static int Record(Span<byte> options, uint address, Predicate<uint> isOwn, TimeSpan time)
    {
        for (int at = 0, length; (length = IpOptions.LengthAt(options, at)) > 0; at += length)
        {
            Span<byte> option = options.Slice(at, length);
            int fault = option[0] switch
            {
                RecordRoute => WriteAddress(option, address),
                Timestamps => WriteTime(option, address, isOwn, (uint)time.TotalMilliseconds),
                _ => -1,
            };
            if (fault >= 0)
            {
                return at + fault;
            }
        }

        return -1;
    }

    /// <summary>Writes those options that an answer brings back, padded; returns how many bytes that are. (FreeBSD: <c>icmp_reflect</c>.)</summary>
    internal static int CopyForReply(ReadOnlySpan<byte> options, Span<byte> copy)
    {
        int copied = 0;
        for (int at = 0, length; (length = IpOptions.LengthAt(options, at)) > 0; at += length)
        {
            if (options[at] is RecordRoute or Timestamps)
            {
                options.Slice(at, length).CopyTo(copy[copied..]);
                copied += length;
            }
        }

        int padded = (copied + 3) & ~3;
        copy[copied..padded].Clear();
        return padded;
    }

    // The pointer, the third byte, counts from 1.
    private static int WriteAddress(Span<byte> option, uint address)
    {
        const int First = 4;
        if (option.Length < First - 1 || option[2] < First)
        {
            return Math.Min(2, option.Length);
        }

        int offset = option[2] - 1;
        if (offset + sizeof(uint) <= option.Length)
        {
            BinaryPrimitives.WriteUInt32BigEndian(option[offset..], address);
            option[2] += sizeof(uint);
        }

        return -1;
    }

    private static int WriteTime(Span<byte> option, uint address, Predicate<uint> isOwn, uint milliseconds)
    {
        const int First = 5;
        if (option.Length < First - 1 || option[2] < First)
        {
            return Math.Min(2, option.Length);
        }

        int kind = option[3] & (OverflowUnit - 1);
        int offset = option[2] - 1;
        int size = kind == TimesOnly ? sizeof(uint) : 2 * sizeof(uint);
        if (kind is not (TimesOnly or AddressesAndTimes or GivenAddressesAndTimes))
        {
            return 3;
        }

        if (offset + size > option.Length)
        {
            // One more that found no room; more than can be counted is an error.
            option[3] += OverflowUnit;
            return option[3] < OverflowUnit ? 3 : -1;
        }

        if (kind == GivenAddressesAndTimes && !isOwn(BinaryPrimitives.ReadUInt32BigEndian(option[offset..])))
        {
            return -1;
        }

        if (kind == AddressesAndTimes)
        {
            BinaryPrimitives.WriteUInt32BigEndian(option[offset..], address);
        }

        BinaryPrimitives.WriteUInt32BigEndian(option[(offset + size - sizeof(uint))..], milliseconds);
        option[2] += (byte)size;
        return -1;
    }
}
