namespace Vimage.Wormholes;

/// <summary>
/// How much may be sent, as a bucket of tokens: of what was not used up to a tenth of a second's worth is kept. Whoever finds it empty
/// parks, and is woken when there is something in it again.
/// </summary>
internal sealed class Meter : IDisposable
{
    private static readonly TimeSpan s_kept = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_shortestWait = TimeSpan.FromMilliseconds(1);

    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TokenBucket _messages;
    private TokenBucket _bytes;
    private long _lastFilled;

    /// <param name="limit">How much.</param>
    /// <param name="time">By which time.</param>
    /// <param name="wake">Called when there is something in an empty bucket again.</param>
    internal Meter(WormholeThrottle limit, TimeProvider time, Action wake)
    {
        _time = time;
        _messages = new TokenBucket(limit.MessagesPerSecond, s_kept);
        _bytes = new TokenBucket(limit.BytesPerSecond, s_kept);
        _lastFilled = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((Action)state!)(), wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Gets a value indicating whether something may be sent.</summary>
    internal bool HasAllowance
    {
        get
        {
            lock (_gate)
            {
                Fill();
                if (_messages.HasTokens && _bytes.HasTokens)
                {
                    return true;
                }

                WakeLater();
                return false;
            }
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Takes what may be sent of what somebody wants to send.</summary>
    /// <param name="wanted">How many messages; or how many parts of one.</param>
    /// <param name="size">The bytes of each.</param>
    /// <param name="areOneMessage">Whether they are parts of one.</param>
    /// <returns>How many. The last of them may take more bytes than are left, which those after it then lack.</returns>
    internal int Take(int wanted, long size, bool areOneMessage)
    {
        lock (_gate)
        {
            Fill();
            int admitted = Math.Min(_messages.Affords(wanted, areOneMessage ? 0 : 1), _bytes.Affords(wanted, size));
            _messages.Take(areOneMessage ? Math.Min(admitted, 1) : admitted);
            _bytes.Take(admitted * size);
            if (admitted < wanted)
            {
                WakeLater();
            }

            return admitted;
        }
    }

    private void Fill()
    {
        long now = _time.GetTimestamp();
        double seconds = _time.GetElapsedTime(_lastFilled, now).TotalSeconds;
        _lastFilled = now;
        _messages.Fill(seconds);
        _bytes.Fill(seconds);
    }

    private void WakeLater()
    {
        TimeSpan wait = TimeSpan.FromSeconds(Math.Max(_messages.SecondsUntilToken, _bytes.SecondsUntilToken));
        _timer.Change(wait < s_shortestWait ? s_shortestWait : wait, Timeout.InfiniteTimeSpan);
    }
}
