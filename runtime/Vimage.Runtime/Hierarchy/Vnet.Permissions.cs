namespace Vimage;

/// <content>Who may manage whom, and what a vnet is allowed. (FreeBSD: <c>allow.*</c>.)</content>
public sealed partial class Vnet
{
    // Replaced, never changed: readers hold no lock. Null is whatever the vnet above is allowed.
    private HashSet<string>? _allowed;
    private HashSet<string>? _revoked;

    /// <summary>Returns whether the vnet, and every one above it, is allowed something.</summary>
    /// <param name="permission">A name; what it means is up to whoever asks. The root is allowed everything.</param>
    /// <returns>Whether it is.</returns>
    public bool Allows(string permission)
    {
        ArgumentNullException.ThrowIfNull(permission);
        for (Vnet? vnet = this; vnet is not null; vnet = vnet.Parent)
        {
            if (Volatile.Read(ref vnet._revoked)?.Contains(permission) == true
                || (Volatile.Read(ref vnet._allowed) is { } allowed && !allowed.Contains(permission)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Throws unless the vnet is allowed something.</summary>
    /// <param name="permission">The permission.</param>
    /// <exception cref="VnetPermissionException">It is not.</exception>
    public void Demand(string permission)
    {
        if (!Allows(permission))
        {
            throw new VnetPermissionException(
                FullName, $"Vnet '{this}' is not allowed '{permission}'. A vnet above it that is can grant it.");
        }
    }

    /// <summary>Allows the vnet something that the one above is allowed. Those below don't get it with it.</summary>
    /// <param name="permission">The permission.</param>
    /// <exception cref="VnetPermissionException">
    /// The current vnet is not above this one, or the vnet above this one is not allowed it itself.
    /// </exception>
    public void Grant(string permission)
    {
        ArgumentNullException.ThrowIfNull(permission);
        ThrowUnlessBelowCurrent("be granted a permission");
        lock (s_limits)
        {
            Parent!.ThrowUnlessAllowedTo(permission, FullName);
            Volatile.Write(ref _revoked, [.. (_revoked ?? []).Where(each => each != permission)]);
            if (_allowed is not null)
            {
                Volatile.Write(ref _allowed, [.. _allowed, permission]);
            }
        }
    }

    /// <summary>Takes a permission from the vnet and from all below it; granting it again restores it here alone.</summary>
    /// <param name="permission">The permission.</param>
    /// <exception cref="VnetPermissionException">The current vnet is not above this one.</exception>
    public void Revoke(string permission)
    {
        ArgumentNullException.ThrowIfNull(permission);
        ThrowUnlessBelowCurrent("lose a permission");
        lock (s_limits)
        {
            RevokeBelow(permission);
        }
    }

    private void RevokeBelow(string permission)
    {
        Volatile.Write(ref _revoked, [.. _revoked ?? [], permission]);
        foreach (Vnet child in Children)
        {
            child.RevokeBelow(permission);
        }
    }

    private void ThrowUnlessAllowedTo(string permission, string fullName)
    {
        if (!Allows(permission))
        {
            throw new VnetPermissionException(
                fullName, $"Vnet '{fullName}' can't be allowed '{permission}', which vnet '{this}' above it is not allowed.");
        }
    }

    // A vnet manages itself and what is below it, and can't reach anything above or beside.
    private void ThrowUnlessManaged(string what)
    {
        Vnet caller = CurrentVnet.Value ?? Root;
        if (!ReferenceEquals(caller, this) && !ReferenceEquals(caller, Root) && !IsDescendantOf(caller))
        {
            throw NotManaged(caller, what);
        }
    }

    private void ThrowUnlessBelowCurrent(string what)
    {
        Vnet caller = CurrentVnet.Value ?? Root;
        if (!IsDescendantOf(caller))
        {
            throw NotManaged(caller, what);
        }
    }

    private VnetPermissionException NotManaged(Vnet caller, string what) => new(
        FullName, $"Vnet '{this}' can't {what} from vnet '{caller}', which is not above it. Do it from a vnet that is.");
}
