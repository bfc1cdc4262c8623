using System.Runtime.CompilerServices;

namespace Vimage.Net;

/// <summary>What a connection waits for. (FreeBSD: <c>tt_which</c>.)</summary>
internal enum TcpTimer
{
    /// <summary>Nothing was acknowledged for too long (RFC 6298).</summary>
    Retransmit,

    /// <summary>A lost tail would be noticed by nobody (RFC 8985, 7).</summary>
    Probe,

    /// <summary>What came out of order may have been lost after all (RFC 8985, 6).</summary>
    Reorder,

    /// <summary>The other end's window is closed, and its opening may have been lost (RFC 9293, 3.8.6.1).</summary>
    Persist,

    /// <summary>An acknowledgment has waited long enough for others to go with (RFC 1122, 4.2.3.2).</summary>
    DelayedAck,

    /// <summary>The connection takes too long to come about; or nothing was heard for long (RFC 9293, 3.8.4).</summary>
    Keep,

    /// <summary>What is still under way of the connection is dead by then, or the other end has not closed.</summary>
    TwoMsl,
}

/// <summary>When each of them is due, in nanoseconds of the domain; 0 for never.</summary>
[InlineArray(Count)]
internal struct TcpDeadlines
{
    internal const int Count = (int)TcpTimer.TwoMsl + 1;

    private long _first;
}
