namespace Vimage.Net;

/// <summary>One segment more each round trip, and half after a loss (RFC 5681). (FreeBSD: <c>cc_newreno</c>.)</summary>
internal sealed class NewReno : CongestionControl
{
    private int _acknowledged;

    private protected override void Avoid(int bytes, int mss, long now, long roundTrip)
    {
        _acknowledged += bytes;
        while (_acknowledged >= Window)
        {
            _acknowledged -= Window;
            Window += mss;
        }
    }

    private protected override int Reduce(int flight, long now)
    {
        _acknowledged = 0;
        return flight / 2;
    }
}
