namespace Vimage.Wormholes;

/// <summary>How a wormhole is to be when it is opened.</summary>
public sealed class WormholeOptions
{
    internal static WormholeOptions Default { get; } = new();

    /// <summary>Gets the name that both ends have in their vnets; one that is not in use unless given.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Gets how much each direction holds that was sent and not received: messages, or bytes. 0, the default, for 4,096 messages, or
    /// 1 MiB. Rounded up to a power of two.
    /// </summary>
    public int Capacity { get; init; }

    /// <summary>
    /// Gets a value indicating whether several may send at once from the same end: of typed messages, and of no other form. Costs
    /// something even when they do not.
    /// </summary>
    public bool ManySenders { get; init; }

    /// <summary>Gets how ends wait, unless they say otherwise.</summary>
    public WormholeWait Wait { get; init; }

    /// <summary>Gets how much may go through, unless it is changed.</summary>
    public WormholeThrottle Throttle { get; init; }

    /// <summary>
    /// Gets a value indicating whether a vnet that has an end, and is allowed <see cref="WormholePermission.PassOn"/>, may pass it on to
    /// a vnet below it. A vnet that may steer the wormhole may in any case.
    /// </summary>
    public bool MayBePassedOn { get; init; }
}
