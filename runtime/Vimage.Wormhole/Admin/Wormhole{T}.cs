using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>A wormhole of typed messages.</summary>
/// <typeparam name="T">What goes through.</typeparam>
/// <seealso cref="Wormhole.Open{T}(Vnet, Vnet, WormholeOptions)"/>
public sealed class Wormhole<T> : Wormhole
{
    private const int UsualCapacity = 4096;

    internal Wormhole(WormholeRights rights, Vnet first, Vnet second, string name, WormholeOptions options)
        : base(rights, name, 2L * CapacityOf(options, UsualCapacity) * Unsafe.SizeOf<T>())
    {
        int capacity = CapacityOf(options, UsualCapacity);
        MessageWarp<T> forward = options.ManySenders ? new MpscWarp<T>(capacity) : new SpscWarp<T>(capacity);
        MessageWarp<T> backward = options.ManySenders ? new MpscWarp<T>(capacity) : new SpscWarp<T>(capacity);
        First = new WormholeEnd<T>(first, name, options.Wait, outgoing: forward, incoming: backward);
        Second = new WormholeEnd<T>(second, name, options.Wait, outgoing: backward, incoming: forward);
    }

    // Of two that have met.
    internal Wormhole(WormholeRights rights, WormholeEnd<T> first, WormholeEnd<T> second, string name)
        : base(rights, name, (first.OutgoingWarp.Capacity + second.OutgoingWarp.Capacity) * Unsafe.SizeOf<T>())
    {
        First = first;
        Second = second;
    }

    /// <summary>Gets the end in the first vnet.</summary>
    public WormholeEnd<T> First { get; }

    /// <summary>Gets the end in the second vnet.</summary>
    public WormholeEnd<T> Second { get; }

    private protected override WormholeEnd FirstEnd => First;

    private protected override WormholeEnd SecondEnd => Second;
}
