using System.Net.Sockets;

namespace Vimage.Net;

/// <content>Segments that come in (RFC 9293, 3.10.7, in its order).</content>
internal sealed partial class Tcpcb
{
    // RFC 7323, 5.5: a timestamp says nothing after so long.
    private const long TimestampLifetime = 24L * 24 * 60 * 60 * TcpTime.Second;

    /// <summary>Receives a segment. Takes its packet. (FreeBSD: <c>tcp_do_segment</c>.)</summary>
    internal void Input(ref TcpSegment segment)
    {
        Touch();
        bool hasKept = State == TcpState.SynSent ? InputSynSent(ref segment) : InputSynchronized(ref segment);
        if (!hasKept)
        {
            segment.Packet.Free();
        }

        if (State is not (TcpState.Closed or TcpState.SynReceived or TcpState.TimeWait))
        {
            Output();
        }
        else if (_needsAck && State != TcpState.Closed)
        {
            SendAck();
        }
    }

    // RFC 9293, 3.10.7.3.
    private bool InputSynSent(ref TcpSegment segment)
    {
        bool hasAck = segment.Has(TcpFlags.Ack);
        if (hasAck && segment.Acknowledgment != SndNxt)
        {
            Tcp.SendReset(segment);
            return false;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            if (hasAck)
            {
                Drop(SocketError.ConnectionRefused);
            }

            return false;
        }

        if (!segment.Has(TcpFlags.Syn))
        {
            return false;
        }

        TcpOptions options = segment.Options;
        Agree(
            segment.Sequence,
            options.Mss ?? Tcp.V_tcp_mssdflt,
            options.WindowScale,
            Tcp.V_tcp_do_sack && options.SackPermitted,
            Tcp.V_tcp_do_rfc1323 && options.HasTimestamps,
            options.TsValue,
            hasAck && Tcp.V_tcp_do_ecn == 1 && segment.Has(TcpFlags.Ece) && !segment.Has(TcpFlags.Cwr));
        SndWnd = segment.Window;
        MaxSndWnd = segment.Window;
        SndWl1 = segment.Sequence;
        SndWl2 = segment.Acknowledgment;
        _needsAck = true;
        if (!hasAck)
        {
            // Both have asked at once (RFC 9293, 3.5, figure 8).
            State = TcpState.SynReceived;
            SendSyn();
            return false;
        }

        SndUna = segment.Acknowledgment;
        MeasureOpening(segment);
        Establish();
        segment.Sequence++;
        segment.Flags &= ~TcpFlags.Syn;
        return TakeData(ref segment);
    }

    // RFC 9293, 3.10.7.4.
    private bool InputSynchronized(ref TcpSegment segment)
    {
        if (State == TcpState.SynReceived && segment.Has(TcpFlags.Syn) && segment.Sequence == Irs)
        {
            // Both have asked at once: this is known already, and what it acknowledges counts.
            segment.Sequence++;
            segment.Flags &= ~TcpFlags.Syn;
        }

        if (_usesTimestamps && !segment.Options.HasTimestamps && !segment.Has(TcpFlags.Rst))
        {
            // RFC 7323, 3.2.
            Tcp.Statistics.PawsDrops++;
            return false;
        }

        if (IsOldByTimestamp(segment) || !IsAcceptable(segment))
        {
            if (!segment.Has(TcpFlags.Rst))
            {
                _needsAck = true;
                NoteDuplicate(segment);
                if (State == TcpState.TimeWait && segment.Has(TcpFlags.Fin) && segment.Sequence + (uint)segment.Length == RcvNxt)
                {
                    // The last acknowledgment was lost.
                    EnterTimeWait();
                }

                // A window that has opened, or an acknowledgment, is true all the same.
                if (segment.Has(TcpFlags.Ack) && State >= TcpState.Established && SequenceNumber.IsBeforeOrAt(segment.Sequence, RcvNxt)
                    && !IsOldByTimestamp(segment))
                {
                    _ = TryAcknowledge(ref segment);
                }
            }

            return false;
        }

        if (segment.Has(TcpFlags.Rst))
        {
            InputReset(segment);
            return false;
        }

        if (segment.Has(TcpFlags.Syn))
        {
            InputSyn(segment);
            return false;
        }

        if (!segment.Has(TcpFlags.Ack))
        {
            return false;
        }

        if (segment.Options.HasTimestamps && SequenceNumber.IsBeforeOrAt(segment.Sequence, _lastAckSent))
        {
            _tsRecent = segment.Options.TsValue;
            _tsRecentAt = Netisr.Now;
        }

        if (State == TcpState.SynReceived && !TryEstablish(segment))
        {
            return false;
        }

        return TryAcknowledge(ref segment) && State != TcpState.Closed && TakeData(ref segment);
    }

    // RFC 7323, 5.3 R1 (PAWS).
    private bool IsOldByTimestamp(in TcpSegment segment)
    {
        bool isOld = _usesTimestamps
            && segment.Options.HasTimestamps
            && !segment.Has(TcpFlags.Rst)
            && SequenceNumber.IsBefore(segment.Options.TsValue, _tsRecent)
            && Netisr.Now - _tsRecentAt < TimestampLifetime;
        Tcp.Statistics.PawsDrops += isOld ? 1 : 0;
        return isOld;
    }

    // RFC 9293, 3.10.7.4, table 6.
    private bool IsAcceptable(in TcpSegment segment)
    {
        int length = segment.Length;
        int window = RcvWnd;
        bool isAcceptable = (length, window) switch
        {
            (0, 0) => segment.Sequence == RcvNxt,
            (0, _) => SequenceNumber.IsIn(segment.Sequence, RcvNxt, window),
            (_, 0) => false,
            _ => SequenceNumber.IsIn(segment.Sequence, RcvNxt, window) || SequenceNumber.IsIn(segment.Sequence + (uint)length - 1, RcvNxt, window),
        };
        if (isAcceptable || length == 0)
        {
            return isAcceptable;
        }

        if (SequenceNumber.IsBeforeOrAt(segment.Sequence + (uint)length, RcvNxt))
        {
            Tcp.Statistics.Duplicates++;
        }
        else if (window == 0 && segment.Sequence == RcvNxt)
        {
            Tcp.Statistics.WindowProbesReceived++;
        }
        else
        {
            Tcp.Statistics.AfterWindow++;
        }

        return false;
    }

    // RFC 5961, 3.2.
    private void InputReset(in TcpSegment segment)
    {
        if (segment.Sequence != RcvNxt && !Tcp.V_tcp_insecure_rst)
        {
            Tcp.Statistics.BadResets++;
            Challenge();
            return;
        }

        switch (State)
        {
            case TcpState.SynReceived:
                Drop(SocketError.ConnectionRefused);
                break;
            case TcpState.Closing or TcpState.LastAck:
                Discard();
                break;
            case TcpState.TimeWait:
                // RFC 1337: an old one would end the wait that is there for what is old.
                break;
            default:
                Drop(SocketError.ConnectionReset);
                break;
        }
    }

    // RFC 5961, 4.2.
    private void InputSyn(in TcpSegment segment)
    {
        if (Tcp.V_tcp_insecure_syn && State != TcpState.TimeWait)
        {
            Tcp.SendReset(segment);
            Drop(SocketError.ConnectionReset);
            return;
        }

        Challenge();
    }

    private void Challenge()
    {
        if (Tcp.MayAnswer(Netisr))
        {
            Tcp.Statistics.ChallengeAcks++;
            SendAck();
        }
    }

    private bool TryEstablish(in TcpSegment segment)
    {
        if (segment.Acknowledgment != SndNxt)
        {
            Tcp.SendReset(segment);
            return false;
        }

        SndUna = SndNxt;
        MeasureOpening(segment);
        Establish();
        return true;
    }

    private void MeasureOpening(in TcpSegment segment)
    {
        long now = Netisr.Now;
        SetDeadline(TcpTimer.Retransmit, 0);
        Measure(segment, _synRetransmissions == 0 ? Math.Max(1, now - _synSentAt) : 0, hasAdvanced: true, now);
    }
}
