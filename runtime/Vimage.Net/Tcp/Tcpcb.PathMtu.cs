using System.Net.Sockets;

namespace Vimage.Net;

/// <content>The largest segment that gets through (RFC 1191), and other news from the path.</content>
internal sealed partial class Tcpcb
{
    // After how many retransmissions large segments are suspected, after how many also the mark not to cut them, and when both were
    // wrong. (FreeBSD: tcp_timer_rexmt.)
    private const int SuspectSize = 2;
    private const int SuspectMark = 4;
    private const int SuspectNothing = 6;

    private SocketError? _softError;
    private bool _isBlackHoleSuspected;
    private int _blackHoleTries;
    private int _mssBefore;

    /// <summary>Returns whether a segment with that number may be in the network: what an error quotes may be forged.</summary>
    internal bool IsUnderWay(uint sequence) => SequenceNumber.IsBeforeOrAt(SndUna, sequence) && SequenceNumber.IsBefore(sequence, SndNxt);

    /// <summary>A router takes no more than that many bytes of data with a header of the shortest length.</summary>
    internal void OnPacketTooBig(int mss)
    {
        LowerMss(mss);
        if (State >= TcpState.Established)
        {
            Output();
        }
    }

    /// <summary>A router, or the other end, says that segments do not arrive.</summary>
    internal void OnUnreachable(SocketError error, bool isHard)
    {
        if (isHard && State == TcpState.SynSent)
        {
            Drop(error);
        }
        else
        {
            _softError = error;
        }
    }

    private void LowerMss(int mss)
    {
        mss = Math.Max(Tcp.V_tcp_minmss, mss) - (_usesTimestamps ? TimestampsSize : 0);
        if (mss < Mss)
        {
            Mss = mss;
            _scoreboard.LoseLongerThan(mss);
        }
    }

    private void LookForBlackHole()
    {
        if (!Tcp.V_tcp_pmtud_blackhole_detect || !Tcp.V_path_mtu_discovery)
        {
            return;
        }

        _blackHoleTries++;
        if (_blackHoleTries == SuspectSize && Mss > Tcp.V_tcp_pmtud_blackhole_mss)
        {
            Tcp.Statistics.BlackHoles++;
            _mssBefore = Mss;
            LowerMss(Tcp.V_tcp_pmtud_blackhole_mss);
        }
        else if (_blackHoleTries == SuspectMark)
        {
            _isBlackHoleSuspected = true;
        }
        else if (_blackHoleTries == SuspectNothing && _mssBefore > 0)
        {
            _isBlackHoleSuspected = false;
            Mss = _mssBefore;
            _mssBefore = 0;
        }
    }
}
