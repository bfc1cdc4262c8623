using System.Runtime.CompilerServices;

namespace Vimage.Wormholes;

/// <summary>A wormhole of typed messages.</summary>
/// <typeparam name="T">What goes through.</typeparam>
/// <seealso cref="Wormhole.Open{T}(Vnet, Vnet, WormholeOptions)"/>
public sealed class Wormhole<T> : LocalWormhole<WormholeEnd<T>>
{
    private const int UsualCapacity = 4096;

    private Wormhole(WormholeRights rights, WormholeEnd<T> first, WormholeEnd<T> second, string name)
        : base(rights, first, second, name, Unsafe.SizeOf<T>())
    {
    }

    internal static Wormhole<T> Between(WormholeRights rights, Vnet first, Vnet second, string name, WormholeOptions options)
    {
        int capacity = CapacityOf(options, UsualCapacity);
        MessageWarp<T> forward = options.ManySenders ? new MpscWarp<T>(capacity) : new SpscWarp<T>(capacity);
        MessageWarp<T> backward = options.ManySenders ? new MpscWarp<T>(capacity) : new SpscWarp<T>(capacity);
        return new Wormhole<T>(
            rights,
            new WormholeEnd<T>(first, name, options.Wait, outgoing: forward, incoming: backward),
            new WormholeEnd<T>(second, name, options.Wait, outgoing: backward, incoming: forward),
            name);
    }

    private protected override Wormhole Between(WormholeRights rights, WormholeEnd first, WormholeEnd second, string name) =>
        new Wormhole<T>(rights, (WormholeEnd<T>)first, (WormholeEnd<T>)second, name);
}
