namespace Vimage;

/// <summary>Time that stands still until it is told to advance: for tests and simulations, for one vnet or a whole tree.</summary>
/// <seealso cref="VnetOptions.TimeProvider"/>
public sealed class VirtualTimeProvider : TimeProvider
{
#pragma warning disable CA2000, CA2213 // Its timers are their makers' to dispose, and an execution context holds nothing.
    private readonly object _gate = new();
    private readonly PriorityQueue<VirtualTimer, (long At, long Sequence)> _timers = new();
    private readonly DateTimeOffset _start;
    private long _elapsed;
    private long _sequence;

    /// <summary>Initializes a new instance of the <see cref="VirtualTimeProvider"/> class.</summary>
    /// <param name="start">The time it begins at; midnight of 2000-01-01 UTC unless given.</param>
    public VirtualTimeProvider(DateTimeOffset? start = null) =>
        _start = start ?? new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start.AddTicks(GetTimestamp());

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    /// <summary>Lets time pass: each timer that becomes due fires on this thread at its own time, in order.</summary>
    /// <param name="by">How much.</param>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long end = GetTimestamp() + by.Ticks;
        while (TakeDue(end) is { } timer)
        {
            timer.Fire();
        }

        Interlocked.Exchange(ref _elapsed, end);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        VirtualTimer timer = new(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private VirtualTimer? TakeDue(long end)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out VirtualTimer? timer, out (long At, long Sequence) due) && due.At <= end)
            {
                _timers.Dequeue();
                if (timer.IsDue(due.Sequence))
                {
                    Interlocked.Exchange(ref _elapsed, Math.Max(_elapsed, due.At));
                    return timer;
                }
            }

            return null;
        }
    }

    // The gate is held. An entry that a later change has made void stays in line, and is known by its number.
    private long Line(VirtualTimer timer, TimeSpan due)
    {
        _timers.Enqueue(timer, (_elapsed + due.Ticks, ++_sequence));
        return _sequence;
    }

    private sealed class VirtualTimer(VirtualTimeProvider time, TimerCallback callback, object? state) : ITimer
    {
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private TimeSpan _period;
        private long _sequence;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                if (_sequence < 0)
                {
                    return false;
                }

                _period = period;
                _sequence = dueTime == Timeout.InfiniteTimeSpan ? 0 : time.Line(this, dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (time._gate)
            {
                _sequence = -1;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        // The gate is held.
        internal bool IsDue(long sequence) => sequence == _sequence;

        internal void Fire()
        {
            lock (time._gate)
            {
                if (_sequence > 0)
                {
                    _sequence = _period > TimeSpan.Zero ? time.Line(this, _period) : 0;
                }
            }

            if (_context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(_context, _ => callback(state), null);
            }
        }
    }
#pragma warning restore CA2000, CA2213
}
