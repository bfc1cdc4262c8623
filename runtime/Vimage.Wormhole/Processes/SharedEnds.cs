using System.Numerics;

namespace Vimage.Wormholes;

/// <summary>Puts an end over rings that two processes share into a vnet.</summary>
internal static class SharedEnds
{
    private const int UsualCapacity = 1 << 20;

    // Two of them, with their headers, are one piece of memory, whose length is an int.
    private const int MaxCapacity = 1 << 29;

    internal delegate TEnd Maker<out TEnd>(Vnet vnet, string name, WormholeWait wait, RingMemory outgoing, RingMemory incoming);

    internal static WormholePipe Pipe(Vnet vnet, string name, WormholeWait wait, RingMemory outgoing, RingMemory incoming) =>
        new(vnet, name, wait, new ByteWarp(outgoing), new ByteWarp(incoming));

    internal static WormholeFrameEnd Frames(Vnet vnet, string name, WormholeWait wait, RingMemory outgoing, RingMemory incoming) =>
        new(vnet, name, wait, new FrameWarp(outgoing), new FrameWarp(incoming));

    /// <summary>Returns the bytes that each ring is to have.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They are negative, or too many.</exception>
    internal static int CapacityOf(WormholeOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Capacity, MaxCapacity, nameof(options));
        return (int)BitOperations.RoundUpToPowerOf2((uint)Wormhole.CapacityOf(options, UsualCapacity));
    }

    /// <summary>Returns whether somebody can have made rings of so many bytes.</summary>
    internal static bool IsCapacity(int capacity) => BitOperations.IsPow2(capacity) && capacity <= MaxCapacity;

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
