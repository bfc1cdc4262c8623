namespace Vimage;

/// <summary>How much of something a vnet, with all below it, has and may have.</summary>
internal sealed class QuotaCounter
{
    private long _limit = long.MaxValue;
    private long _used;

    internal long Used => Interlocked.Read(ref _used);

    internal long Limit
    {
        get => Interlocked.Read(ref _limit);
        set => Interlocked.Exchange(ref _limit, value);
    }

    internal bool TryAdd(long amount)
    {
        if (Interlocked.Add(ref _used, amount) <= Limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -amount);
        return false;
    }

    internal void Subtract(long amount) => Interlocked.Add(ref _used, -amount);
}
