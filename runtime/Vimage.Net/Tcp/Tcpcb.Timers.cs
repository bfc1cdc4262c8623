using System.Net.Sockets;

namespace Vimage.Net;

/// <content>What happens when nothing does. One callout serves all, and is moved only to be earlier. (FreeBSD: <c>tcp_timer.c</c>.)</content>
internal sealed partial class Tcpcb
{
    private readonly Callout _timer;
    private TcpDeadlines _deadlines;
    private long _lastHeard;
    private long _timeWaitSince;
    private int _timeouts;
    private int _keepaliveProbes;
    private int _persistBackoffs;
    private bool _armsProbe;
    private uint? _probeEnd;
    private bool _isProbeRetransmission;

    private void SetDeadline(TcpTimer timer, long due)
    {
        _deadlines[(int)timer] = due;
        if (due != 0 && (!_timer.IsPending || due < _timer.Due))
        {
            Netisr.ResetAt(_timer, due);
        }
    }

    private void OnTimer()
    {
        long now = Netisr.Now;
        for (int timer = 0; timer < TcpDeadlines.Count && State != TcpState.Closed; timer++)
        {
            if (_deadlines[timer] != 0 && _deadlines[timer] <= now)
            {
                _deadlines[timer] = 0;
                OnTimer((TcpTimer)timer, now);
            }
        }

        long next = 0;
        foreach (long due in _deadlines)
        {
            next = due != 0 && (next == 0 || due < next) ? due : next;
        }

        if (next != 0 && State != TcpState.Closed)
        {
            Netisr.ResetAt(_timer, next);
        }
    }

    private void OnTimer(TcpTimer timer, long now)
    {
        switch (timer)
        {
            case TcpTimer.Retransmit:
                OnRetransmit(now);
                break;
            case TcpTimer.Probe:
                OnProbe(now);
                break;
            case TcpTimer.Reorder:
                OnReorder(now);
                break;
            case TcpTimer.Persist:
                OnPersist(now);
                break;
            case TcpTimer.DelayedAck:
                SendAck();
                break;
            case TcpTimer.Keep:
                OnKeep(now);
                break;
            case TcpTimer.TwoMsl:
                Discard();
                break;
        }
    }

    /// <summary>Its times for keepalive have changed.</summary>
    internal void RestartKeepalive()
    {
        if (State is >= TcpState.Established and < TcpState.TimeWait)
        {
            SetDeadline(TcpTimer.Keep, Math.Max(Netisr.Now, _lastHeard + KeepIdleTime));
        }
    }

    /// <summary>Something was heard of the other end.</summary>
    private void Touch()
    {
        _keepaliveProbes = 0;
        _lastHeard = Netisr.Now;
        if (State >= TcpState.Established && _deadlines[(int)TcpTimer.Keep] == 0)
        {
            SetDeadline(TcpTimer.Keep, _lastHeard + KeepIdleTime);
        }
    }

    private long KeepIdleTime => TcpTime.FromMilliseconds(KeepIdle > 0 ? KeepIdle : Tcp.V_tcp_keepidle);

    private long KeepIntervalTime => TcpTime.FromMilliseconds(KeepInterval > 0 ? KeepInterval : Tcp.V_tcp_keepintvl);

    private long RetransmissionTimeout() => _rtt.Timeout(
        InitialTimeout(),
        TcpTime.FromMilliseconds(Tcp.V_tcp_rexmit_min),
        TcpTime.FromMilliseconds(Tcp.V_tcp_rexmit_slop));

    // RFC 6298, 5.7: a first segment that was lost may just have been slow.
    private long InitialTimeout()
    {
        const int AfterLostSyn = 3000;
        bool isSlow = State >= TcpState.Established && _synRetransmissions > 0;
        return TcpTime.FromMilliseconds(isSlow ? Math.Max(AfterLostSyn, Tcp.V_tcp_rexmit_initial) : Tcp.V_tcp_rexmit_initial);
    }

    // RFC 6298, 5.3.
    private void RestartRetransmit(long now)
    {
        _armsProbe = true;
        SetDeadline(TcpTimer.Retransmit, _scoreboard.Count == 0 ? 0 : now + RetransmissionTimeout());
    }

    private void SetTransmissionTimers(long now)
    {
        if (_scoreboard.Count == 0)
        {
            SetDeadline(TcpTimer.Retransmit, 0);
            SetDeadline(TcpTimer.Probe, 0);
            bool isHeldUp = !_isFinSent && SendEnd != SndNxt && State is not (TcpState.TimeWait or TcpState.FinWait2);
            if (!isHeldUp)
            {
                EndPersist();
            }
            else if (_deadlines[(int)TcpTimer.Persist] == 0)
            {
                SetPersist(now);
            }

            return;
        }

        EndPersist();
        if (_deadlines[(int)TcpTimer.Retransmit] == 0)
        {
            SetDeadline(TcpTimer.Retransmit, now + RetransmissionTimeout());
        }

        if (_armsProbe)
        {
            _armsProbe = false;
            SetDeadline(TcpTimer.Probe, MayProbe ? Math.Min(now + ProbeTimeout(), _deadlines[(int)TcpTimer.Retransmit]) : 0);
        }
    }

    private bool MayProbe => _sackPermitted && _recovery == Recovery.None && _scoreboard.Sacked == 0 && _probeEnd is null;

    // RFC 8985, 7.2.
    private long ProbeTimeout()
    {
        if (_rtt.Smoothed == 0)
        {
            return InitialTimeout();
        }

        bool mayBeDelayed = _scoreboard.Count == 1;
        return (2 * _rtt.Smoothed) + (mayBeDelayed ? TcpTime.FromMilliseconds(Tcp.V_tcp_rexmit_slop) : TcpTime.Millisecond);
    }

    // RFC 8985, 7.3.
    private void OnProbe(long now)
    {
        if (!MayProbe || _scoreboard.Count == 0)
        {
            return;
        }

        FindRoute();
        Tcp.Statistics.TailLossProbes++;
        int unsent = _isFinSent ? 0 : (int)(SendEnd - SndNxt);
        int length = Math.Min(Math.Min(unsent, Mss - SackSize()), SndWnd - (int)(SndNxt - SndUna));
        _isProbeRetransmission = length <= 0;
        if (_isProbeRetransmission)
        {
            ResendSegment(_scoreboard.Count - 1, now, Mss);
        }
        else
        {
            SendNew(length, hasFin: false, now);
        }

        _probeEnd = SndNxt;
        SetDeadline(TcpTimer.Retransmit, now + RetransmissionTimeout());
    }

    // RFC 8985, 7.4.2.
    private void EndTailProbe(in TcpSegment segment, bool hasAdvanced)
    {
        if (_probeEnd is not { } end)
        {
            return;
        }

        bool hasDuplicate = segment.Options.SackCount > 0 && SequenceNumber.IsBeforeOrAt(segment.Options.Sacks[0].End, SndUna);
        if (!_isProbeRetransmission || hasDuplicate)
        {
            if (hasDuplicate || SequenceNumber.IsBeforeOrAt(end, SndUna))
            {
                _probeEnd = null;
            }
        }
        else if (SequenceNumber.IsBefore(end, SndUna))
        {
            // The probe has repaired a loss that nobody would have noticed.
            _probeEnd = null;
            _congestion.OnLoss(Math.Max(_scoreboard.Pipe, Mss), Mss, Netisr.Now);
            _congestion.Window = _congestion.SlowStartThreshold;
        }
        else if (segment.Acknowledgment == end && segment.Length == 0 && !hasAdvanced)
        {
            _probeEnd = null;
        }
    }

    private void OnReorder(long now)
    {
        long next = _scoreboard.DetectLosses(now, _rtt.Smoothed, _recovery is Recovery.Fast or Recovery.Timeout);
        SetDeadline(TcpTimer.Reorder, next == 0 ? 0 : now + next);
        if (_scoreboard.Lost > 0 && _recovery is Recovery.None or Recovery.Marked)
        {
            BeginRecovery(_scoreboard.Pipe + _scoreboard.Lost, now);
            _congestion.Window = _reduction.Window(0, _scoreboard.Pipe, _congestion.SlowStartThreshold, Mss);
        }

        Output();
    }

    // RFC 6298, 5.4 to 5.7.
    private void OnRetransmit(long now)
    {
        Tcp.Statistics.RetransmissionTimeouts++;
        _rtt.BackOff();
        if (State is TcpState.SynSent or TcpState.SynReceived)
        {
            _synRetransmissions++;
            SendSyn();
            return;
        }

        // Who keeps its window closed and says so is there.
        bool isHeldUp = SndWnd == 0 && now - _lastHeard < KeepIdleTime;
        if (++_timeouts > Tcp.V_tcp_retries && !isHeldUp)
        {
            Tcp.Statistics.TimeoutDrops++;
            Drop(_softError ?? SocketError.TimedOut);
            return;
        }

        LookForBlackHole();
        if (_timeouts == 1)
        {
            _congestion.OnTimeout(_scoreboard.Outstanding, Mss, now);
        }

        _congestion.Window = Mss;
        _scoreboard.LoseAll();
        _recovery = Recovery.Timeout;
        _recoveryPoint = SndNxt;
        _probeEnd = null;
        _owesCwr = _usesEcn;
        SetDeadline(TcpTimer.Reorder, 0);
        SetDeadline(TcpTimer.Probe, 0);
        Output();
        SetDeadline(TcpTimer.Retransmit, now + RetransmissionTimeout());
    }

    private void SetPersist(long now)
    {
        long interval = RetransmissionTimeout() << Math.Min(_persistBackoffs, 10);
        SetDeadline(TcpTimer.Persist, now + Math.Clamp(interval, TcpTime.FromMilliseconds(Tcp.V_tcp_persmin), TcpTime.FromMilliseconds(Tcp.V_tcp_persmax)));
    }

    private void EndPersist()
    {
        _persistBackoffs = 0;
        SetDeadline(TcpTimer.Persist, 0);
    }

    // RFC 9293, 3.8.6.1: for as long as the other end answers, be its window open or not.
    private void OnPersist(long now)
    {
        if (now - _lastHeard >= KeepIdleTime)
        {
            Tcp.Statistics.TimeoutDrops++;
            Drop(SocketError.TimedOut);
            return;
        }

        int unsent = (int)(SendEnd - SndNxt);
        if (SndWnd > 0)
        {
            FindRoute();

            // Less than a segment, which the sender's side of the silly window has held back long enough.
            SendNew(Math.Min(unsent, Math.Min(SndWnd, Mss - SackSize())), hasFin: false, now);
            SetTransmissionTimers(now);
            return;
        }

        _persistBackoffs++;
        Tcp.Statistics.WindowProbesSent++;
        SendProbe();
        SetPersist(now);
    }

    private void OnKeep(long now)
    {
        if (State < TcpState.Established)
        {
            Tcp.Statistics.TimeoutDrops++;
            Drop(_softError ?? SocketError.TimedOut);
            return;
        }

        long idle = now - _lastHeard;
        bool isAsked = KeepAlive || Tcp.V_tcp_always_keepalive;
        if (!isAsked || idle < KeepIdleTime || State == TcpState.TimeWait)
        {
            SetDeadline(TcpTimer.Keep, !isAsked || State == TcpState.TimeWait ? 0 : _lastHeard + KeepIdleTime);
            return;
        }

        if (_keepaliveProbes >= (KeepCount > 0 ? KeepCount : Tcp.V_tcp_keepcnt))
        {
            Tcp.Statistics.KeepaliveDrops++;
            Drop(_softError ?? SocketError.TimedOut);
            return;
        }

        _keepaliveProbes++;
        Tcp.Statistics.KeepaliveProbes++;
        SendProbe();
        SetDeadline(TcpTimer.Keep, now + KeepIntervalTime);
    }
}
