namespace Vimage.Net;

/// <content>Sequence variables (RFC 9293, 3.3.1), and what both ends have agreed on.</content>
internal sealed partial class Tcpcb
{
    // The timestamps option, filled up (RFC 7323, appendix A).
    private const int TimestampsSize = 12;

    private uint _sendStart;
    private uint _lastAckSent;
    private int? _requestedScale;
    private int _sndScale;
    private int _rcvScale;
    private bool _sackPermitted;
    private bool _usesTimestamps;
    private bool _usesEcn;
    private uint _tsOffset;
    private uint _tsRecent;
    private long _tsRecentAt;

    /// <summary>Gets the bytes of data of a full segment, with the options that every segment has. (<c>t_maxseg</c>)</summary>
    internal int Mss { get; private set; }

    internal uint Iss { get; private set; }

    internal uint SndUna { get; private set; }

    internal uint SndNxt { get; private set; }

    internal int SndWnd { get; private set; }

    /// <summary>Gets the sequence number behind what the other end takes. Before <see cref="SndNxt"/> if it has shrunk its window.</summary>
    private uint SndWndEnd => SndUna + (uint)SndWnd;

    internal uint SndWl1 { get; private set; }

    internal uint SndWl2 { get; private set; }

    /// <summary>Gets the largest window that the other end has had (RFC 9293, 3.8.6.2.1).</summary>
    internal int MaxSndWnd { get; private set; }

    internal uint SndUp { get; private set; }

    internal uint Irs { get; private set; }

    internal uint RcvNxt { get; private set; }

    /// <summary>Gets the sequence number behind the window that the other end knows of. (<c>rcv_adv</c>)</summary>
    internal uint RcvAdv { get; private set; }

    internal uint RcvUp { get; private set; }

    // Behind the last byte of data that was ever handed in.
    private uint SendEnd => _sendStart + (uint)_sendBuffer.Count;

    private int RcvWnd => Math.Max(0, (int)(RcvAdv - RcvNxt));

    /// <summary>Returns the timestamp of a connection at a time: milliseconds, from somewhere (RFC 7323, 5.4).</summary>
    internal static uint TimestampAt(long now, in ConnectionKey key) => (uint)(now / TcpTime.Millisecond) + Tcp.InitialSequence.TimestampOffset(key);

    private uint Timestamp(long now) => (uint)(now / TcpTime.Millisecond) + _tsOffset;
}
