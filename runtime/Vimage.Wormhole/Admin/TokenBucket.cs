namespace Vimage.Wormholes;

/// <summary>Tokens that come at a rate, and are kept up to a limit. Without a rate there is no end of them.</summary>
internal struct TokenBucket
{
    private readonly double _rate;
    private readonly double _limit;
    private double _tokens;

    internal TokenBucket(long? perSecond, TimeSpan kept)
    {
        _rate = perSecond ?? double.PositiveInfinity;
        _limit = Math.Max(1, _rate * kept.TotalSeconds);
        _tokens = _limit;
    }

    internal readonly bool HasTokens => _tokens >= 1;

    internal readonly double SecondsUntilToken => HasTokens ? 0 : (1 - _tokens) / _rate;

    internal void Fill(double seconds) => _tokens = Math.Min(_limit, _tokens + (seconds == 0 ? 0 : seconds * _rate));

    /// <summary>Returns how many things of a price can be had; the last may be had on credit.</summary>
    internal readonly int Affords(int wanted, long price) =>
        !HasTokens ? 0 : double.IsInfinity(_tokens) || price == 0 ? wanted : (int)Math.Min(wanted, Math.Ceiling(_tokens / price));

    internal void Take(double tokens) => _tokens -= tokens;
}
