namespace Vimage;

/// <summary>How a vnet is to be when it is created.</summary>
/// <seealso cref="Vnet.CreateChild"/>
public sealed class VnetOptions
{
    internal const int DefaultCpuShare = 100;

    internal static VnetOptions Default { get; } = new();

    /// <summary>
    /// Gets the number of vnets that code running in the new vnet may have below it at one time, at any depth. 0, the
    /// default, means that it may create none. Less than what the vnet above has. (FreeBSD: <c>children.max</c>.)
    /// </summary>
    public int ChildrenMax { get; init; }

    /// <summary>
    /// Gets what the new vnet is allowed to do; each must be allowed to the vnet above. <see langword="null"/>, the default,
    /// means all that is. (FreeBSD: <c>allow.*</c>.)
    /// </summary>
    public IReadOnlyCollection<string>? Permissions { get; init; }

    /// <summary>
    /// Gets how much the new vnet, with all below it, may have of what is counted: by the name of the quota. What is not
    /// named is limited by the vnets above alone. See <see cref="VnetQuota"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Quotas { get; init; }

    /// <summary>
    /// Gets the time that the new vnet lives in, such as a <see cref="VirtualTimeProvider"/>; <see langword="null"/>, the
    /// default, means that of the vnet above.
    /// </summary>
    public TimeProvider? TimeProvider { get; init; }

    /// <summary>
    /// Gets the vnet's part of the processors, relative to that of others that want them at the same time. 100 unless set.
    /// </summary>
    public int CpuShare { get; init; } = DefaultCpuShare;

    /// <summary>
    /// Gets how much of one processor the vnet may use over time, in percent; <see langword="null"/>, the default, for any.
    /// </summary>
    public double? CpuPercent { get; init; }
}
