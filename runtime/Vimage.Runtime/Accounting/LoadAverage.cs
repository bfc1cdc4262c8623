namespace Vimage;

/// <summary>
/// The number of runnable work items, averaged over 1, 5 and 15 minutes: BSD's filter, in its fixed-point arithmetic
/// (sys/kern/kern_synch.c, <c>loadav</c>), fed every 5 seconds.
/// </summary>
internal struct LoadAverage
{
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    private const int FShift = 11;
    private const long FScale = 1 << FShift;

    private long _minute;
    private long _fiveMinutes;
    private long _quarter;

    internal readonly double Load1 => (double)_minute / FScale;

    internal readonly double Load5 => (double)_fiveMinutes / FScale;

    internal readonly double Load15 => (double)_quarter / FScale;

    internal readonly bool IsZero => (_minute | _fiveMinutes | _quarter) == 0;

    /// <summary>Takes in what was runnable at the end of a period.</summary>
    internal void Feed(long runnable)
    {
        _minute = Decay(_minute, runnable, 0.9200444146293232); // exp(-1/12)
        _fiveMinutes = Decay(_fiveMinutes, runnable, 0.9834714538216174); // exp(-1/60)
        _quarter = Decay(_quarter, runnable, 0.9944598480048967); // exp(-1/180)
    }

    private static long Decay(long average, long runnable, double factor)
    {
        long kept = (long)(factor * FScale);
        return ((kept * average) + (runnable * FScale * (FScale - kept))) >> FShift;
    }
}
