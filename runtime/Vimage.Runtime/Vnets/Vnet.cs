namespace Vimage;

/// <summary>
/// An isolated instance of everything that is marked <see cref="VirtualizedAttribute"/>: a node in a tree of vnets.
/// </summary>
/// <remarks>
/// <para>
/// The tree's root exists from the start and can't be destroyed; code that never heard of vnets runs in it. A vnet's
/// name is unique among its siblings; <see cref="FullName"/> joins the names from the root with dots.
/// </para>
/// <para>
/// Isolation is cooperative: a vnet is no boundary against hostile code, nor against a crash of the process.
/// </para>
/// <para>All members may be called from any thread.</para>
/// </remarks>
public sealed partial class Vnet
{
    private Vnet(Vnet? parent, string name, VnetOptions options)
    {
        Parent = parent;
        Name = name;
        FullName = parent is null || parent.Parent is null ? name : $"{parent.FullName}.{name}";
        _childrenMax = options.ChildrenMax;
        _timeSource = options.TimeProvider;
        _allowed = options.Permissions is null ? null : [.. options.Permissions];
        _revoked = parent?._revoked;
        _turn = parent is null ? HookPosition.End : HookPosition.Of(VnetSubsystem.First, VnetOrder.First);
        _isSetUp = parent is null;
        if (options.Quotas is not null)
        {
            SetQuotas(options.Quotas);
        }

        if (options.CpuShare != VnetOptions.DefaultCpuShare || options.CpuPercent is not null)
        {
            Scheduler.Limit(options.CpuShare, options.CpuPercent);
        }
    }

    /// <summary>Gets the root of the tree, the vnet of code that never entered one. (FreeBSD: <c>vnet0</c>.)</summary>
    public static Vnet Root { get; } = new(null, "", new VnetOptions { ChildrenMax = int.MaxValue });

    // What no current vnet means. Null in strict mode, where it is an error. Read on every access to virtualized state
    // outside any scope; once the class is initialised the JIT sees a constant.
    internal static readonly Vnet? s_default = VnetSwitches.Strict ? null : Root;

    // The registry's.
    internal VnetList.Links Listed;

    /// <summary>Gets the vnet's name among its siblings; empty for the root.</summary>
    public string Name { get; }

    /// <summary>Gets the names from below the root down to this vnet, joined with dots; empty for the root.</summary>
    public string FullName { get; }

    /// <summary>Gets the vnet that this one was created in, or <see langword="null"/> for the root.</summary>
    public Vnet? Parent { get; }

    /// <summary>Gets a value indicating whether the vnet's teardown has begun.</summary>
    public bool IsDestroyed => _phase != Phase.Alive;

    /// <summary>Returns <see cref="FullName"/>, or <c>vnet0</c> for the root.</summary>
    /// <returns>A name for people.</returns>
    public override string ToString() => Parent is null ? "vnet0" : FullName;
}
