namespace Vimage;

/// <summary>A vnet has as much of something as it may. (FreeBSD: <c>EDQUOT</c>.)</summary>
/// <seealso cref="Vnet.Charge"/>
public sealed class VnetQuotaException : VnetException
{
    internal VnetQuotaException(Vnet limited, string quota, long limit, long used, long amount, Vnet asking)
        : base(
            "EDQUOT",
            limited.FullName,
            $"Vnet '{asking}' can't have {amount} more of '{quota}': vnet '{limited}' may have {limit}, and has {used}. "
                + $"{nameof(Vnet)}.{nameof(Vnet.SetQuota)} sets the limit.")
    {
        Quota = quota;
        Limit = limit;
    }

    /// <summary>Gets the name of the quota.</summary>
    public string Quota { get; }

    /// <summary>Gets how much the vnet may have.</summary>
    public long Limit { get; }
}
