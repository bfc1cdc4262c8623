using System.Numerics;

namespace Vimage.Wormholes;

/// <summary>Puts an end over rings that two processes share into a vnet.</summary>
internal static class SharedEnds
{
    private const int UsualCapacity = 1 << 20;

    internal delegate TEnd Maker<out TEnd>(Vnet vnet, string name, WormholeWait wait, RingMemory outgoing, RingMemory incoming);

    internal static WormholePipe Pipe(Vnet vnet, string name, WormholeWait wait, RingMemory outgoing, RingMemory incoming) =>
        new(vnet, name, wait, new ByteWarp(outgoing), new ByteWarp(incoming));

    internal static WormholeFrameEnd Frames(Vnet vnet, string name, WormholeWait wait, RingMemory outgoing, RingMemory incoming) =>
        new(vnet, name, wait, new FrameWarp(outgoing), new FrameWarp(incoming));

    internal static int CapacityOf(WormholeOptions options) =>
        (int)BitOperations.RoundUpToPowerOf2((uint)Wormhole.CapacityOf(options, UsualCapacity));

    internal static SharedWormhole<TEnd> Establish<TEnd>(
        SharedRings rings, Maker<TEnd> make, WormholeRights rights, Vnet vnet, WormholeOptions options)
        where TEnd : WormholeEnd
    {
        string name = options.Name ?? Wormhole.NextName();
        TEnd end = make(vnet, name, options.Wait, rings.Outgoing, rings.Incoming);
        SharedWormhole<TEnd> wormhole = new(rights, end, name, rings);
        wormhole.EstablishOrClose(options.Throttle);
        return wormhole;
    }
}
