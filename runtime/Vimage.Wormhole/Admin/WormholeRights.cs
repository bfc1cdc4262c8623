namespace Vimage.Wormholes;

/// <summary>
/// Who may do what with a wormhole. Only a vnet at or above both ends can open one: what is beside or above a vnet it can't reach by
/// itself. (FreeBSD: only the jails of the caller are reachable.)
/// </summary>
/// <param name="opener">The vnet that has opened it. That vnet, and those above it, steer the wormhole.</param>
/// <param name="mayBePassedOn">Whether those who have its ends may pass them on.</param>
internal sealed class WormholeRights(Vnet opener, bool mayBePassedOn)
{
    internal Vnet Opener => opener;

    /// <summary>Gets a value indicating whether those who have the ends may pass them on.</summary>
    internal bool MayBePassedOn => mayBePassedOn;

    /// <summary>Returns the current vnet, if it may open a wormhole between two vnets.</summary>
    internal static Vnet DemandOpening(Vnet first, Vnet second, string name)
    {
        Vnet current = Vnet.Current;
        ThrowUnlessReachable(current, first);
        ThrowUnlessReachable(current, second);
        current.Demand(WormholePermission.Open);
        if (ReferenceEquals(first, second))
        {
            throw new WormholeException(
                "EINVAL", name, first, $"Both ends of wormhole '{name}' were to be in vnet '{first}'. It needs two vnets.");
        }

        return current;
    }

    /// <summary>Returns the current vnet, if it may open a wormhole between a vnet and another process.</summary>
    internal static Vnet DemandOpening(Vnet vnet)
    {
        Vnet current = Vnet.Current;
        ThrowUnlessReachable(current, vnet);
        current.Demand(WormholePermission.Open);
        return current;
    }

    internal static VnetPermissionException Refusal(Vnet current, string what) =>
        new(current.FullName, $"Vnet '{current}' {what}.");

    internal void ThrowUnlessMaySteer(string name)
    {
        Vnet current = Vnet.Current;
        if (!IsAtOrAbove(current, opener))
        {
            throw Refusal(current, $"can't steer wormhole '{name}', which vnet '{opener}' has opened. That vnet can, and those above it");
        }

        current.Demand(WormholePermission.Open);
    }

    internal void ThrowUnlessMayPass(WormholeEnd end, Vnet target)
    {
        Vnet current = Vnet.Current;
        if (!target.IsDescendantOf(current))
        {
            throw Refusal(current, $"can't pass end '{end.Name}' to vnet '{target}', which is not below it");
        }

        if (!IsAtOrAbove(current, opener) && !mayBePassedOn)
        {
            throw Refusal(
                current, $"can't pass end '{end.Name}' on: vnet '{opener}' has opened the wormhole without {nameof(WormholeOptions.MayBePassedOn)}");
        }

        current.Demand(WormholePermission.PassOn);
        if (end.Wormhole.Ends.Any(each => ReferenceEquals(each.Vnet, target)))
        {
            throw new WormholeException("EINVAL", end.Name, target, $"Vnet '{target}' has an end of wormhole '{end.Name}' already.");
        }
    }

    private static void ThrowUnlessReachable(Vnet current, Vnet vnet)
    {
        if (!IsAtOrAbove(current, vnet))
        {
            throw Refusal(
                current, $"can't open a wormhole to vnet '{vnet}', which is not below it. A vnet at or above both ends can");
        }
    }

    private static bool IsAtOrAbove(Vnet vnet, Vnet other) => ReferenceEquals(vnet, other) || other.IsDescendantOf(vnet);
}
