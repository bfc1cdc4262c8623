namespace Vimage.Net;

/// <summary>CoDel (RFC 8289, section 5.5), asked packet by packet.</summary>
internal sealed class ControlledDelay(CoDelQueue queue) : QueueDiscipline
{
    private const long NanosecondsPerTick = 100;
    private const int MaximumPacket = 1514;

    private readonly long _target = queue.Target.Ticks * NanosecondsPerTick;
    private readonly long _interval = queue.Interval.Ticks * NanosecondsPerTick;

    // Zero while the delay is below the target.
    private long _firstAbove;
    private bool _isDropping;
    private long _dropNext;
    private int _count;
    private int _lastCount;

    internal override bool Sends(Mbuf packet, long sojourn, in LinkState state)
    {
        bool isTooLate = IsTooLate(sojourn, state);
        if (!isTooLate)
        {
            _isDropping = false;
            return true;
        }

        if (!_isDropping)
        {
            _isDropping = true;

            // Where the last time ended not long ago the rate that was right then is where to begin.
            int before = _count - _lastCount;
            _count = before > 1 && state.Now - _dropNext < 16 * _interval ? before : 1;
            _lastCount = _count;
        }
        else if (state.Now >= _dropNext)
        {
            _count++;
        }
        else
        {
            return true;
        }

        _dropNext = (_count > _lastCount ? _dropNext : state.Now) + (long)(_interval / Math.Sqrt(_count));
        return queue.MarksCongestion && CongestionMark.TrySet(packet.Span);
    }

    private bool IsTooLate(long sojourn, in LinkState state)
    {
        if (sojourn < _target || state.WaitingBytes <= MaximumPacket)
        {
            _firstAbove = 0;
            return false;
        }

        if (_firstAbove == 0)
        {
            _firstAbove = state.Now + _interval;
            return false;
        }

        return state.Now >= _firstAbove;
    }
}
