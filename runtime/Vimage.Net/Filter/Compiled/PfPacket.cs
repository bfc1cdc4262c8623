namespace Vimage.Net;

/// <summary>A packet, and where it crosses an interface: what rules look at.</summary>
internal readonly ref struct PfPacket(ref readonly PacketInfo info, Ifnet @interface, PacketDirection direction)
{
    private readonly ref readonly PacketInfo _info = ref info;

    internal ref readonly PacketInfo Info => ref _info;

    internal Ifnet Interface { get; } = @interface;

    internal PacketDirection Direction { get; } = direction;
}
