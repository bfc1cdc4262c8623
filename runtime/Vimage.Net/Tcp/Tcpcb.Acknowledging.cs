namespace Vimage.Net;

/// <content>What the other end says of what was sent to it.</content>
internal sealed partial class Tcpcb
{
    // RFC 5681, 3.2.
    private const int DuplicateThreshold = 3;

    private Recovery _recovery;
    private uint _recoveryPoint;
    private int _duplicateAcks;
    private ProportionalRateReduction _reduction;

    private enum Recovery
    {
        None,

        /// <summary>Something was lost, and is sent again while what is under way arrives (RFC 6675).</summary>
        Fast,

        /// <summary>Nothing was heard for too long (RFC 6298).</summary>
        Timeout,

        /// <summary>A router has marked something, and nothing was lost (RFC 3168, 6.1.2).</summary>
        Marked,
    }

    // False if the segment is to be dropped.
    private bool TryAcknowledge(ref TcpSegment segment)
    {
        uint ack = segment.Acknowledgment;
        if (SequenceNumber.IsBefore(SndNxt, ack))
        {
            // RFC 5961, 5.2.
            Tcp.Statistics.AcksTooMuch++;
            Challenge();
            return false;
        }

        if (SequenceNumber.IsBefore(ack, SndUna))
        {
            bool isPossible = SequenceNumber.IsBeforeOrAt(SndUna - (uint)MaxSndWnd, ack);
            if (!isPossible)
            {
                Challenge();
            }

            return isPossible;
        }

        bool hasNewWindow = TakeWindow(segment);
        long now = Netisr.Now;
        bool isRepeated = ack == SndUna && segment.Length == 0 && !hasNewWindow && _scoreboard.Count > 0;
        int flight = _scoreboard.Pipe;
        bool isCumulative = SequenceNumber.IsBefore(SndUna, ack);
        int delivered = Deliver(segment, now);
        if (isRepeated)
        {
            Tcp.Statistics.DuplicateAcks++;
            _duplicateAcks++;
        }

        Recover(segment, delivered, flight, isCumulative, isRepeated, now);
        FinishStates(now);
        WakeWriters();
        return true;
    }

    // RFC 9293, 3.10.7.4: not from a segment older than the one that the window is from.
    private bool TakeWindow(in TcpSegment segment)
    {
        int window = segment.Window << _sndScale;
        bool isNewer = SequenceNumber.IsBefore(SndWl1, segment.Sequence)
            || (SndWl1 == segment.Sequence && SequenceNumber.IsBeforeOrAt(SndWl2, segment.Acknowledgment));
        if (!isNewer)
        {
            return false;
        }

        bool isNew = window != SndWnd;
        bool hasOpened = SndWnd == 0 && window > 0;
        SndWnd = window;
        SndWl1 = segment.Sequence;
        SndWl2 = segment.Acknowledgment;
        MaxSndWnd = Math.Max(MaxSndWnd, window);
        if (hasOpened)
        {
            _timeouts = 0;
            EndPersist();
        }

        return isNew;
    }

    // Returns the bytes that are now known to have arrived, and were not before.
    private int Deliver(in TcpSegment segment, long now)
    {
        uint ack = segment.Acknowledgment;
        int delivered = _scoreboard.Acknowledge(ack, now);
        if (_sackPermitted && segment.Options.SackCount > 0)
        {
            Tcp.Statistics.SacksReceived += segment.Options.SackCount;
            delivered += _scoreboard.Acknowledge(segment.Options, SequenceNumber.Later(SndUna, ack), SndNxt, now);
        }

        Measure(segment, _scoreboard.Sample, delivered > 0, now);
        if (SequenceNumber.IsBefore(SndUna, ack))
        {
            SndUna = ack;
            _duplicateAcks = 0;
            _scoreboard.EndEmulation();
            _blackHoleTries = 0;
            _timeouts = 0;
            int data = Math.Min(_sendBuffer.Count, (int)(ack - _sendStart));
            _sendBuffer.Discard(data);
            _sendStart += (uint)data;
            SndUp = SequenceNumber.Later(SndUp, ack);
            RestartRetransmit(now);
        }

        return delivered;
    }

    // Where all was sent more than once, only the timestamp that comes back tells which one has arrived (RFC 7323, 4).
    private void Measure(in TcpSegment segment, long sample, bool hasAdvanced, long now)
    {
        int echoed = (int)(Timestamp(now) - segment.Options.TsEcho);
        if (sample == 0 && hasAdvanced && _usesTimestamps && segment.Options.HasTimestamps && echoed >= 0)
        {
            sample = Math.Max(1, echoed) * TcpTime.Millisecond;
        }

        if (sample > 0)
        {
            _rtt.Add(sample);
        }
    }

    private void Recover(in TcpSegment segment, int delivered, int flight, bool isCumulative, bool isRepeated, long now)
    {
        // RFC 5681, 3.1: what was only named selectively does not let the window grow, nor what ends a recovery.
        bool mayGrow = isCumulative && _recovery is Recovery.None or Recovery.Timeout;
        if (_recovery != Recovery.None && SequenceNumber.IsBeforeOrAt(_recoveryPoint, SndUna))
        {
            EndRecovery();
        }

        bool hasAdvanced = delivered > 0;
        if (_sackPermitted)
        {
            EndTailProbe(segment, hasAdvanced);
            long next = _scoreboard.DetectLosses(now, _rtt.Smoothed, _recovery is Recovery.Fast or Recovery.Timeout);
            SetDeadline(TcpTimer.Reorder, next == 0 ? 0 : now + next);
        }
        else
        {
            RecoverWithoutSack(isRepeated, hasAdvanced);
        }

        if (_recovery is Recovery.None or Recovery.Marked && _scoreboard.Lost > 0)
        {
            BeginRecovery(flight, now);
        }

        if (_usesEcn && segment.Has(TcpFlags.Ece) && !segment.Has(TcpFlags.Syn) && _recovery == Recovery.None)
        {
            Tcp.Statistics.CongestionMarks++;
            _congestion.OnLoss(flight, Mss, now);
            _congestion.Window = _congestion.SlowStartThreshold;
            _recovery = Recovery.Marked;
            _recoveryPoint = SndNxt;
            _owesCwr = true;
        }

        if (_recovery == Recovery.Fast)
        {
            _congestion.Window = _reduction.Window(delivered + (isRepeated && !_sackPermitted ? Mss : 0), _scoreboard.Pipe, _congestion.SlowStartThreshold, Mss);
        }
        else if (mayGrow && hasAdvanced && _recovery != Recovery.Marked && (_wasWindowLimited || _recovery == Recovery.Timeout))
        {
            _congestion.OnAcknowledged(delivered, Mss, now, _rtt.Smoothed);
        }
    }

    // RFC 6582.
    private void RecoverWithoutSack(bool isRepeated, bool hasAdvanced)
    {
        if (isRepeated)
        {
            _scoreboard.EmulateSack(Mss);
            if (_duplicateAcks == DuplicateThreshold && _recovery == Recovery.None)
            {
                _scoreboard.LoseFirst();
            }
        }
        else if (hasAdvanced && _recovery == Recovery.Fast)
        {
            _scoreboard.LoseFirst();
        }
    }

    private void BeginRecovery(int flight, long now)
    {
        Tcp.Statistics.Recoveries++;
        if (_recovery != Recovery.Marked)
        {
            _congestion.OnLoss(flight, Mss, now);
        }

        _owesCwr = _usesEcn;
        _recovery = Recovery.Fast;
        _recoveryPoint = SndNxt;
        _reduction = new ProportionalRateReduction(Math.Max(flight, Mss));
        SetDeadline(TcpTimer.Probe, 0);
    }

    private void EndRecovery()
    {
        if (_recovery == Recovery.Fast)
        {
            _congestion.Window = Math.Max(Mss, _congestion.SlowStartThreshold);
        }

        _recovery = Recovery.None;
        _duplicateAcks = 0;
        _scoreboard.EndEmulation();
        _scoreboard.EndRecovery();
    }

    private void WakeWriters()
    {
        if (!_sendSpaceIsFixed && Tcp.V_tcp_do_autosndbuf && _wasBufferLimited && SendSpace < Tcp.V_tcp_autosndbuf_max && _congestion.Window >= SendSpace / 2)
        {
            TryReserve(Math.Min(Tcp.V_tcp_autosndbuf_max, SendSpace * 2), ReceiveSpace);
            _wasBufferLimited = false;
        }

        // Not for every segment that leaves: whoever writes much is woken up for much.
        if (SendRoom * 3 >= SendSpace)
        {
            Writers.WakeOne(Netisr);
        }
    }
}
