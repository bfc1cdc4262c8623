namespace Vimage.Net;

/// <content>Time, and what is to be done at a time.</content>
public sealed partial class Netisr
{
    private const long NanosecondsPerTick = 100;

    // A burst.
    private const int CoarsePackets = 64;

    private readonly CalloutQueue _callouts = new();
    private readonly long _epoch;
    private ITimer? _timer;
    private long _armedFor = long.MaxValue;
    private long _now = -1;
    private long _coarseNow;
    private int _coarsePackets;

    /// <summary>Gets how many callouts wait for their time, of all vnets of the domain: none when all of them are at rest.</summary>
    public int CalloutsPending
    {
        get
        {
            lock (_gate)
            {
                return _callouts.Count;
            }
        }
    }

    /// <summary>
    /// Gets the nanoseconds since the domain was made: the same for all that one packet or callout brings about, which would else ask
    /// the clock half a dozen times. Under the lock.
    /// </summary>
    internal long Now => _now >= 0 ? _now : (_now = Time.GetElapsedTime(_epoch).Ticks * NanosecondsPerTick);

    /// <summary>
    /// Gets the same as of up to a burst of packets ago, for what takes seconds: on some machines asking the clock takes a third of
    /// forwarding a packet. (FreeBSD: <c>getnanouptime</c>.)
    /// </summary>
    internal long CoarseNow
    {
        get
        {
            if (_coarsePackets <= 0)
            {
                _coarseNow = Now;
                _coarsePackets = CoarsePackets;
            }

            return _coarseNow;
        }
    }

    /// <summary>Returns the same where nobody has to ask the clock for it.</summary>
    /// <returns>Whether that is so.</returns>
    internal bool TryGetCoarseNow(out long now)
    {
        now = _coarseNow;
        return _coarsePackets > 0;
    }

    /// <summary>Does what is due. Timers of <see cref="Time"/> call it; so may who steps the domain by hand.</summary>
    public void Poll()
    {
        using (Enter())
        {
            _armedFor = long.MaxValue;
            while (_callouts.First is { } callout && callout.Due <= Now)
            {
                _callouts.Remove(callout);
                Run(callout);
                ForgetTime();

                // What one callout has sent arrives before the next one runs.
                Drain();
            }
        }
    }

    // What follows happens later than what was.
    private void ForgetTime()
    {
        _now = -1;
        _coarsePackets = 0;
    }

    private void PassPacket()
    {
        _now = -1;
        _coarsePackets--;
    }

    /// <summary>Lets a callout run in the current vnet after some time. (FreeBSD: <c>callout_reset</c>.)</summary>
    internal void Reset(Callout callout, TimeSpan delay) => ResetAt(callout, Now + (delay.Ticks * NanosecondsPerTick));

    internal void ResetAt(Callout callout, long due)
    {
        callout.Vnet = Vnet.Current;
        _callouts.Set(callout, due);
    }

    /// <summary>(FreeBSD: <c>callout_stop</c>.)</summary>
    internal void Stop(Callout callout) => _callouts.Remove(callout);

    private static void Run(Callout callout)
    {
        bool isEntered = false;
        try
        {
            using (CURVNET_SET(callout.Vnet!))
            {
                isEntered = true;
                callout.Run();
            }
        }
        catch (ObjectDisposedException) when (!isEntered)
        {
            // Its vnet's teardown has begun; whoever set the callout stops it there.
        }
    }

    private void Arm()
    {
        if (_callouts.First is not { } first || first.Due >= _armedFor)
        {
            return;
        }

        _armedFor = first.Due;
        long ticks = (Math.Max(0, first.Due - Now) + NanosecondsPerTick - 1) / NanosecondsPerTick;
        _timer ??= CreateTimer();
        _timer.Change(TimeSpan.FromTicks(ticks), Timeout.InfiniteTimeSpan);
    }

    // The timer is of all vnets of the domain, and must not run in the one that happens to be current now.
    private ITimer CreateTimer()
    {
#pragma warning disable VIM0203 // Each callout enters the vnet that it was set in.
        using (ExecutionContext.SuppressFlow())
#pragma warning restore VIM0203
        {
            return Time.CreateTimer(static netisr => ((Netisr)netisr!).Poll(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
