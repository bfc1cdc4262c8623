namespace Vimage;

/// <content>How many vnets may be below a vnet. (FreeBSD: <c>children.max</c>, <c>children.cur</c>.)</content>
public sealed partial class Vnet
{
    // Guards numbers, limits and permissions of the whole tree: they are compared along its branches.
    private static readonly object s_limits = new();

    private int _childrenMax;
    private int _descendants;

    /// <summary>Gets the number of vnets that code running in this vnet may have below it at one time.</summary>
    public int ChildrenMax => Volatile.Read(ref _childrenMax);

    /// <summary>Gets the number of vnets below this one, at any depth.</summary>
    public int DescendantCount => Volatile.Read(ref _descendants);

    /// <summary>
    /// Sets <see cref="ChildrenMax"/>. Those below are lowered as far as necessary: each level may have less than the one
    /// above.
    /// </summary>
    /// <param name="max">The number of vnets; fewer than there are is legal, and stops further ones.</param>
    /// <exception cref="VnetPermissionException">
    /// The vnet is the root; or the current vnet is not above it; or it would be as much as the vnet above has.
    /// </exception>
    public void SetChildrenMax(int max)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(max);
        ThrowUnlessBelowCurrent("have its limits set");
        lock (s_limits)
        {
            ThrowUnlessBelowParents(max, FullName, Parent!);
            _childrenMax = max;
            LowerBelow(max);
        }
    }

    private void LowerBelow(int max)
    {
        int below = Math.Max(max - 1, 0);
        foreach (Vnet child in Children)
        {
            child._childrenMax = Math.Min(child._childrenMax, below);
            child.LowerBelow(below);
        }
    }

    private void ThrowIfTooMuch(VnetOptions options, string fullName)
    {
        ThrowUnlessBelowParents(options.ChildrenMax, fullName, this);
        foreach (string permission in options.Permissions ?? [])
        {
            ThrowUnlessAllowedTo(permission, fullName);
        }
    }

    private static void ThrowUnlessBelowParents(int max, string fullName, Vnet parent)
    {
        if (max > 0 && max >= parent.ChildrenMax && parent.Parent is not null)
        {
            throw new VnetPermissionException(
                fullName,
                $"Vnet '{fullName}' can't have {nameof(ChildrenMax)} {max}: it has to be less than the {parent.ChildrenMax} of "
                + $"vnet '{parent}' above it.");
        }
    }

    // The limit is tested from the creator up to the root, so that what a vnet may do itself does not restrict what those
    // above do in it; the new vnet is counted in all that it lies below. (FreeBSD: prison limit exceeded.)
    private void CountDescendant(string fullName)
    {
        lock (s_limits)
        {
            for (Vnet? vnet = CurrentVnet.Value ?? Root; vnet is not null; vnet = vnet.Parent)
            {
                if (vnet._descendants >= vnet._childrenMax)
                {
                    throw new VnetPermissionException(
                        vnet.FullName,
                        $"Vnet '{fullName}' was not created: vnet '{vnet}' may have {vnet._childrenMax} vnets below it, and "
                        + $"has {vnet._descendants}. {nameof(VnetOptions)}.{nameof(VnetOptions.ChildrenMax)} sets the limit.");
                }
            }

            for (Vnet? vnet = this; vnet is not null; vnet = vnet.Parent)
            {
                vnet._descendants++;
            }
        }
    }

    private void DiscountDescendant()
    {
        lock (s_limits)
        {
            for (Vnet? vnet = this; vnet is not null; vnet = vnet.Parent)
            {
                vnet._descendants--;
            }
        }
    }
}
