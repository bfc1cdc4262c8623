namespace Vimage.Wormholes;

/// <summary>A wormhole of bytes, whose ends are pipes and streams.</summary>
/// <seealso cref="Wormhole.OpenBytes(Vnet, Vnet, WormholeOptions)"/>
public sealed class ByteWormhole : LocalWormhole<WormholePipe>
{
    private const int UsualCapacity = 1 << 20;

    private ByteWormhole(WormholeRights rights, WormholePipe first, WormholePipe second, string name)
        : base(rights, first, second, name)
    {
    }

    internal static ByteWormhole Between(WormholeRights rights, Vnet first, Vnet second, string name, WormholeOptions options)
    {
        DemandOneSender(options);
        int capacity = CapacityOf(options, UsualCapacity);
        ByteWarp forward = new(new LocalMemory(capacity));
        ByteWarp backward = new(new LocalMemory(capacity));
        return new ByteWormhole(
            rights,
            new WormholePipe(first, name, options.Wait, outgoing: forward, incoming: backward),
            new WormholePipe(second, name, options.Wait, outgoing: backward, incoming: forward),
            name);
    }

    private protected override Wormhole Between(WormholeRights rights, WormholeEnd first, WormholeEnd second, string name) =>
        new ByteWormhole(rights, (WormholePipe)first, (WormholePipe)second, name);
}
