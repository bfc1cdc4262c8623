namespace Vimage.Net;

/// <summary>The packet filter among the filters of a vnet.</summary>
internal sealed class PfFilter : PacketHook
{
    internal static PfFilter Instance { get; } = new();

    internal override Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction) => Pf.Check(packet, @interface, direction);
}
