namespace Vimage.Wormholes;

/// <content>What may be done with an open wormhole.</content>
public abstract partial class Wormhole
{
    /// <summary>Gets what has gone from the first end to the other.</summary>
    public WormholeStatistics Forward => _forward.Statistics;

    /// <summary>Gets what has gone from the other end to the first.</summary>
    public WormholeStatistics Backward => _backward.Statistics;

    /// <summary>
    /// Accepts nothing until <see cref="Resume"/>; when this returns, nothing is on its way in. What was accepted can be received.
    /// </summary>
    /// <exception cref="VnetPermissionException">The current vnet may not steer it.</exception>
    /// <exception cref="WormholeException">It has collapsed, with another, into a third (EINVAL).</exception>
    public void Pause()
    {
        ThrowUnlessMaySteer();
        lock (_gate)
        {
            if (_state == WormholeState.Open)
            {
                _forward.Pause();
                _backward.Pause();
                _state = WormholeState.Paused;
            }
        }
    }

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    /// <exception cref="VnetPermissionException">The current vnet may not steer it.</exception>
    /// <exception cref="WormholeException">It has collapsed, with another, into a third (EINVAL).</exception>
    public void Resume()
    {
        ThrowUnlessMaySteer();
        lock (_gate)
        {
            if (_state == WormholeState.Paused)
            {
                _forward.Resume();
                _backward.Resume();
                _state = WormholeState.Open;
            }
        }
    }

    /// <summary>
    /// Limits how much goes through, in each direction by itself, in the time of the vnet that has opened it. Between processes, what this
    /// one sends.
    /// </summary>
    /// <param name="limit">How much; <see langword="default"/> for no limit.</param>
    /// <exception cref="VnetPermissionException">The current vnet may not steer it.</exception>
    /// <exception cref="WormholeException">It has collapsed, with another, into a third (EINVAL).</exception>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not positive.</exception>
    public void Throttle(WormholeThrottle limit)
    {
        ThrowUnlessMaySteer();
        SetThrottle(limit);
    }

    /// <summary>
    /// Ends it at once: both ends receive what had been accepted, and then <see cref="WormholeRevokedException"/>, as does sending.
    /// </summary>
    /// <exception cref="VnetPermissionException">The current vnet may not steer it.</exception>
    /// <exception cref="WormholeException">It has collapsed, with another, into a third (EINVAL).</exception>
    public void Revoke()
    {
        ThrowUnlessMaySteer();
        if (TryLeaveOpen(WormholeState.Revoked))
        {
            _forward.End(WormholeEndReason.Revoked);
            _backward.End(WormholeEndReason.Revoked);
        }
    }

    private void ThrowUnlessMaySteer()
    {
        Rights.ThrowUnlessMaySteer(Name);
        if (State == WormholeState.Collapsed)
        {
            throw new WormholeException(
                "EINVAL", Name, Opener, $"Wormhole '{Name}' has collapsed with another one. Steer the one that they became.");
        }
    }

    private protected void SetThrottle(WormholeThrottle limit)
    {
        ThrowUnlessPositive(limit.MessagesPerSecond);
        ThrowUnlessPositive(limit.BytesPerSecond);
        foreach (WormholeEnd end in Ends)
        {
            // What comes from another process is throttled there.
            end.OutgoingWarp.Throttle(limit, Opener.TimeProvider);
        }
    }

    private static void ThrowUnlessPositive(long? rate) =>
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rate ?? 1, nameof(rate));
}
