namespace Vimage.Net;

/// <summary>The time that a segment and its acknowledgment take, and how long to wait for the latter (RFC 6298). In nanoseconds.</summary>
internal struct RttEstimator
{
    // As long as the slowest clock that is to be expected ticks.
    private const long Granularity = 1_000_000;

    /// <summary>RFC 6298, 2.4 allows a bound of a minute or more. (FreeBSD: <c>TCPTV_REXMTMAX</c>.)</summary>
    private const long MaxTimeout = 64_000_000_000;

    private long _variation;
    private int _shift;

    /// <summary>Gets the smoothed time; 0 before the first.</summary>
    internal long Smoothed { get; private set; }

    internal void Add(long sample)
    {
        _shift = 0;

        // The other end may echo what it likes; more than the longest wait says no more than that.
        sample = Math.Clamp(sample, 1, MaxTimeout);
        if (Smoothed == 0)
        {
            Smoothed = sample;
            _variation = sample / 2;
            return;
        }

        _variation += (Math.Abs(Smoothed - sample) - _variation) / 4;
        Smoothed += (sample - Smoothed) / 8;
    }

    /// <summary>What was waited for in vain is of no matter any more.</summary>
    internal void EndBackOff() => _shift = 0;

    /// <summary>RFC 6298, 5.5: each wait in vain doubles the next, until there is a new time (Karn's algorithm).</summary>
    internal void BackOff() => _shift++;

    /// <summary>Returns how long to wait for an acknowledgment.</summary>
    /// <param name="initial">How long before there is a measured time.</param>
    /// <param name="least">The least of a measured time with its variation.</param>
    /// <param name="slop">What is added to that.</param>
    internal readonly long Timeout(long initial, long least, long slop)
    {
        long timeout = Smoothed == 0 ? initial : Math.Max(least, Smoothed + Math.Max(Granularity, 4 * _variation)) + slop;
        return Math.Min(MaxTimeout, Math.Min(MaxTimeout, timeout) << Math.Min(_shift, 16));
    }
}
