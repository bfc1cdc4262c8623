namespace Vimage.Net;

/// <summary>What a sender notes of a stretch of sequence numbers that is not acknowledged yet (RFC 8985, 5.2).</summary>
internal struct SentSegment
{
    /// <summary>The first sequence number.</summary>
    internal uint Start;

    /// <summary>The one behind the last.</summary>
    internal uint End;

    /// <summary>When it was last sent, in nanoseconds of the domain.</summary>
    internal long SentAt;

    /// <summary>It was acknowledged selectively.</summary>
    internal bool IsSacked;

    /// <summary>It is taken to be lost.</summary>
    internal bool IsLost;

    /// <summary>It was sent again since it was taken to be lost, and that is not taken to be lost.</summary>
    internal bool IsRetransmitting;

    /// <summary>It was ever sent again: nobody knows which one an acknowledgment is for.</summary>
    internal bool WasRetransmitted;

    internal readonly int Length => (int)(End - Start);
}
