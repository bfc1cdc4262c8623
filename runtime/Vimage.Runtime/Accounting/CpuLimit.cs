namespace Vimage;

/// <summary>How much of one processor may be used over time: a bucket that fills at that rate, and is emptied by use.</summary>
/// <param name="fraction">Of one processor.</param>
/// <param name="now">The present, in ticks.</param>
internal sealed class CpuLimit(double fraction, long now)
{
    // What a vnet that was idle may use at once.
    private static readonly long s_capacity = TimeSpan.FromMilliseconds(50).Ticks;

    private double _left = s_capacity * fraction;
    private long _filledAt = now;

    /// <summary>Takes what was used from the bucket.</summary>
    internal void Use(long ticks, long now)
    {
        Fill(now);
        _left -= ticks;
    }

    /// <summary>Returns when there is something in the bucket: now or in the past, if there is.</summary>
    internal long AvailableAt(long now)
    {
        Fill(now);
        return _left > 0 ? now : now + (long)(-_left / fraction) + 1;
    }

    private void Fill(long now)
    {
        _left = Math.Min(s_capacity * fraction, _left + ((now - _filledAt) * fraction));
        _filledAt = now;
    }
}
