namespace Vimage.Net;

/// <summary>
/// The window as a cubic function of the time since the last loss (RFC 9438), in segments and seconds as there. (FreeBSD:
/// <c>cc_cubic</c>.)
/// </summary>
internal sealed class Cubic : CongestionControl
{
    private const double C = 0.4;
    private const double Beta = 0.7;
    private const double NanosecondsPerSecond = 1e9;

    // RFC 9438, 4.3: what Reno would add in a round trip, if it took as little back.
    private const double Alpha = 3 * (1 - Beta) / (1 + Beta);

    private double _max;
    private double _k;
    private double _reno;
    private long _epoch;
    private bool _isAfterLoss;
    private double _fraction;

    private protected override void Avoid(int bytes, int mss, long now, long roundTrip)
    {
        double window = (double)Window / mss;
        if (_epoch == 0)
        {
            Begin(window, now);
        }

        double since = (now - _epoch) / NanosecondsPerSecond;
        double target = At(since + (roundTrip / NanosecondsPerSecond));
        double acknowledged = (double)bytes / mss;
        _reno += (_reno < _max ? Alpha : 1) * acknowledged / window;

        // RFC 9438, 4.4 and 4.5: never more than half as much again in a round trip.
        target = Math.Clamp(target, window, 1.5 * window);
        double next = Math.Max(window + ((target - window) / window * acknowledged), At(since) < _reno ? _reno : 0);
        _fraction += (next - window) * mss;
        int whole = (int)_fraction;
        _fraction -= whole;
        Window += whole;
    }

    private protected override int Reduce(int flight, long now)
    {
        // RFC 9438, 4.6 and 4.7: who is below what it had lets others have more.
        _epoch = 0;
        _isAfterLoss = true;
        return (int)(flight * Beta);
    }

    private void Begin(double window, long now)
    {
        _epoch = now;
        double before = window / Beta;
        _max = !_isAfterLoss ? window : before < _max ? before * (1 + Beta) / 2 : before;
        _k = Math.Cbrt(Math.Max(0, _max - window) / C);
        _reno = window;
        _fraction = 0;
    }

    private double At(double seconds)
    {
        double t = seconds - _k;
        return (C * t * t * t) + _max;
    }
}
