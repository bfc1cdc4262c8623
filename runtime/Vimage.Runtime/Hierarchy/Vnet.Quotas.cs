using System.Collections.Concurrent;

namespace Vimage;

/// <content>Quotas: what a vnet, with all below it, may have of what is counted.</content>
public sealed partial class Vnet
{
    private ConcurrentDictionary<string, QuotaCounter>? _quotas;

    /// <summary>Gets the names of the quotas that the vnet has a limit of, or something was counted of: a snapshot, in order.</summary>
    public IReadOnlyList<string> QuotaNames => _quotas is { } quotas ? [.. quotas.Keys.Order(StringComparer.Ordinal)] : [];

    /// <summary>
    /// Counts something that is handed out to the vnet, in this vnet and in all above it, or refuses it.
    /// </summary>
    /// <param name="quota">What: one of <see cref="VnetQuota"/>, or a name of your own.</param>
    /// <param name="amount">How much.</param>
    /// <exception cref="VnetQuotaException">The vnet, or one above, has as much as it may. Nothing was counted.</exception>
    public void Charge(string quota, long amount)
    {
        ArgumentNullException.ThrowIfNull(quota);
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        for (Vnet? vnet = this; vnet is not null; vnet = vnet.Parent)
        {
            QuotaCounter counter = vnet.CounterOf(quota);
            if (!counter.TryAdd(amount))
            {
                for (Vnet below = this; !ReferenceEquals(below, vnet); below = below.Parent!)
                {
                    below.CounterOf(quota).Subtract(amount);
                }

                VnetDiagnostics.Refused(this, quota);
                throw new VnetQuotaException(vnet, quota, counter.Limit, counter.Used, amount, this);
            }
        }
    }

    /// <summary>Takes back what <see cref="Charge"/> has counted.</summary>
    /// <param name="quota">The quota.</param>
    /// <param name="amount">How much.</param>
    public void Discharge(string quota, long amount)
    {
        ArgumentNullException.ThrowIfNull(quota);
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        for (Vnet? vnet = this; vnet is not null; vnet = vnet.Parent)
        {
            vnet.CounterOf(quota).Subtract(amount);
        }
    }

    /// <summary>
    /// Hands what <see cref="Charge"/> has counted over to a vnet above, which has it from now on. That one, and those above it, had it
    /// before, by what is below them: nobody is asked for more.
    /// </summary>
    /// <param name="quota">The quota.</param>
    /// <param name="amount">How much.</param>
    /// <param name="ancestor">A vnet above this one; or this one, for which nothing changes.</param>
    /// <exception cref="ArgumentException"><paramref name="ancestor"/> is neither this vnet nor above it. Nothing was handed over.</exception>
    public void TransferCharge(string quota, long amount, Vnet ancestor)
    {
        ArgumentNullException.ThrowIfNull(quota);
        ArgumentOutOfRangeException.ThrowIfNegative(amount);
        ArgumentNullException.ThrowIfNull(ancestor);
        if (!ReferenceEquals(this, ancestor) && !IsDescendantOf(ancestor))
        {
            throw new ArgumentException($"Vnet '{ancestor}' is not above vnet '{this}'. What that one has can be handed over to one above it.", nameof(ancestor));
        }

        for (Vnet vnet = this; !ReferenceEquals(vnet, ancestor); vnet = vnet.Parent!)
        {
            vnet.CounterOf(quota).Subtract(amount);
        }
    }

    /// <summary>Returns how much the vnet, with all below it, has.</summary>
    /// <param name="quota">The quota.</param>
    /// <returns>The amount.</returns>
    public long UsageOf(string quota) => _quotas is { } quotas && quotas.TryGetValue(quota, out QuotaCounter? counter) ? counter.Used : 0;

    /// <summary>Returns how much the vnet, with all below it, may have; those above may have less left.</summary>
    /// <param name="quota">The quota.</param>
    /// <returns>The amount; <see cref="long.MaxValue"/> where there is no limit.</returns>
    public long LimitOf(string quota) =>
        _quotas is { } quotas && quotas.TryGetValue(quota, out QuotaCounter? counter) ? counter.Limit : long.MaxValue;

    /// <summary>Sets how much the vnet, with all below it, may have. What it has already it keeps.</summary>
    /// <param name="quota">The quota.</param>
    /// <param name="limit">The amount; <see cref="long.MaxValue"/> for no limit.</param>
    /// <exception cref="VnetPermissionException">The current vnet is not above this one.</exception>
    public void SetQuota(string quota, long limit)
    {
        ArgumentNullException.ThrowIfNull(quota);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        ThrowUnlessBelowCurrent("have its quotas set");
        CounterOf(quota).Limit = limit;
    }

    private void SetQuotas(IReadOnlyDictionary<string, long> quotas)
    {
        foreach ((string quota, long limit) in quotas)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(limit, quota);
            CounterOf(quota).Limit = limit;
        }
    }

    private QuotaCounter CounterOf(string quota)
    {
        if (_quotas is null)
        {
            Interlocked.CompareExchange(ref _quotas, new ConcurrentDictionary<string, QuotaCounter>(), null);
        }

        return _quotas.GetOrAdd(quota, static _ => new QuotaCounter());
    }
}
