namespace Vimage.Net;

/// <summary>The same for the stack's own filters, which may change packets, or hold them.</summary>
internal interface IPacketHook
{
    /// <summary>Takes a packet, which begins with its IP header.</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction);
}
