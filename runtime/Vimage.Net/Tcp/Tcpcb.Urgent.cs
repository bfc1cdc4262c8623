namespace Vimage.Net;

/// <content>Urgent data (RFC 9293, 3.8.5; RFC 6093): one byte that is handed over apart, unless it is asked for in line.</content>
internal sealed partial class Tcpcb
{
    private byte? _outOfBand;

    /// <summary>Gets or sets a value indicating whether urgent bytes stay among the others.</summary>
    internal bool OutOfBandInline { get; set; }

    /// <summary>Takes bytes to send of which the last is urgent.</summary>
    internal int WriteUrgent(ReadOnlySpan<byte> bytes)
    {
        int count = Math.Clamp(SendRoom, 0, bytes.Length);
        SndUp = SendEnd + (uint)count;
        return Write(bytes[..count]);
    }

    /// <summary>Takes the urgent byte that has arrived last.</summary>
    internal bool TryReadUrgent(out byte value)
    {
        value = _outOfBand.GetValueOrDefault();
        bool has = _outOfBand is not null;
        _outOfBand = null;
        return has;
    }

    private void TakeUrgent(in TcpSegment segment)
    {
        uint end = segment.Sequence + segment.UrgentPointer;
        if (segment.Has(TcpFlags.Urg) && SequenceNumber.IsBefore(SequenceNumber.Later(RcvUp, RcvNxt), end))
        {
            RcvUp = end;
        }
    }

    // The pointer is to the byte behind the urgent one (RFC 6093, 3.1).
    private void TakeOutOfBand(uint start, Mbuf packet)
    {
        uint offset = RcvUp - 1 - start;
        if (OutOfBandInline || RcvUp == Irs || offset >= packet.Length)
        {
            return;
        }

        Span<byte> bytes = packet.Span;
        _outOfBand = bytes[(int)offset];
        bytes[((int)offset + 1)..].CopyTo(bytes[(int)offset..]);
        packet.TrimTo(packet.Length - 1);
    }
}
