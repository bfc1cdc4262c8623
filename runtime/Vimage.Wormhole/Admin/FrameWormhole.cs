namespace Vimage.Wormholes;

/// <summary>A wormhole of frames: what is sent as one is received as one.</summary>
/// <seealso cref="Wormhole.OpenFrames(Vnet, Vnet, WormholeOptions)"/>
public sealed class FrameWormhole : LocalWormhole<WormholeFrameEnd>
{
    private const int UsualCapacity = 1 << 20;

    private FrameWormhole(WormholeRights rights, WormholeFrameEnd first, WormholeFrameEnd second, string name)
        : base(rights, first, second, name)
    {
    }

    internal static FrameWormhole Between(WormholeRights rights, Vnet first, Vnet second, string name, WormholeOptions options)
    {
        DemandOneSender(options);
        int capacity = CapacityOf(options, UsualCapacity);
        FrameWarp forward = new(new LocalMemory(capacity));
        FrameWarp backward = new(new LocalMemory(capacity));
        return new FrameWormhole(
            rights,
            new WormholeFrameEnd(first, name, options.Wait, outgoing: forward, incoming: backward),
            new WormholeFrameEnd(second, name, options.Wait, outgoing: backward, incoming: forward),
            name);
    }

    private protected override Wormhole Between(WormholeRights rights, WormholeEnd first, WormholeEnd second, string name) =>
        new FrameWormhole(rights, (WormholeFrameEnd)first, (WormholeFrameEnd)second, name);
}
