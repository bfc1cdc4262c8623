using System.Numerics;

namespace Vimage.Net;

/// <summary>
/// What is needed of a connection's first segment, in the sequence number of the answer to it (RFC 4987, 3.6): 24 bits that only this
/// vnet can compute, and in the last byte the minute, the segment size, the window scale and whether selective acknowledgments are
/// permitted. (FreeBSD: <c>union syncookie</c>.)
/// </summary>
internal readonly record struct SynCookie(int Mss, int? WindowScale, bool SackPermitted)
{
    private const uint Purpose = 2;

    // How long an answer takes that is still taken for one: this minute or the one before.
    private const long Period = 60 * TcpTime.Second;

    private static ReadOnlySpan<ushort> SegmentSizes => [216, 536, 1200, 1360, 1400, 1440, 1452, 1460];

    // -1 for none.
    private static ReadOnlySpan<sbyte> Scales => [-1, 0, 1, 2, 4, 6, 7, 8];

    /// <summary>Returns the sequence number that answers a first segment.</summary>
    internal static uint Write(in ConnectionKey key, in TcpSegment segment, long now)
    {
        int mss = segment.Options.Mss ?? Tcp.V_tcp_mssdflt;
        int size = SegmentSizes.Length - 1;
        while (size > 0 && SegmentSizes[size] > mss)
        {
            size--;
        }

        int scale = 0;
        while (segment.Options.WindowScale is { } asked && scale + 1 < Scales.Length && Scales[scale + 1] <= asked)
        {
            scale++;
        }

        int minute = (int)(now / Period) & 1;
        int flags = minute | (size << 1) | (scale << 4) | (segment.Options.SackPermitted && Tcp.V_tcp_do_sack ? 0x80 : 0);
        return Compute(key, segment.Sequence, now / Period, flags);
    }

    /// <summary>Reads a cookie that comes back; <see langword="false"/> if it is none, or too old.</summary>
    internal static bool TryRead(in ConnectionKey key, in TcpSegment segment, out SynCookie cookie)
    {
        uint number = segment.Acknowledgment - 1;
        uint irs = segment.Sequence - 1;
        int flags = (int)(number & 0xFF);
        long minute = segment.Packet.ReceiveInterface!.Netisr.Now / Period;
        minute -= (minute ^ flags) & 1;
        sbyte scale = Scales[(flags >> 4) & 7];
        cookie = new SynCookie(SegmentSizes[(flags >> 1) & 7], scale < 0 ? null : scale, (flags & 0x80) != 0);
        return Compute(key, irs, minute, flags) == number;
    }

    private static uint Compute(in ConnectionKey key, uint irs, long minute, int flags) =>
        (Tcp.InitialSequence.Hash(key, irs ^ BitOperations.RotateLeft((uint)minute, 8) ^ (uint)flags, Purpose) << 8) | (uint)flags;
}
