namespace Vimage.Wormholes;

/// <summary>A wormhole with both ends in this process.</summary>
/// <typeparam name="TEnd">What its ends are.</typeparam>
public abstract class LocalWormhole<TEnd> : Wormhole
    where TEnd : WormholeEnd
{
    private protected LocalWormhole(WormholeRights rights, TEnd first, TEnd second, string name, int sizeOfOne = 1)
        : base(rights, name, (first.OutgoingWarp.Capacity + second.OutgoingWarp.Capacity) * sizeOfOne, first, second)
    {
        First = first;
        Second = second;
    }

    /// <summary>Gets the end in the first vnet.</summary>
    public TEnd First { get; }

    /// <summary>Gets the end in the second vnet.</summary>
    public TEnd Second { get; }
}
