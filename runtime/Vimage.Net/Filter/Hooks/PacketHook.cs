namespace Vimage.Net;

/// <summary>What packets pass; unlike filters of users it may change packets, or hold them. No interface: a call through a class is faster.</summary>
internal abstract class PacketHook
{
    /// <summary>Takes a packet, which begins with its IP header.</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    internal abstract Mbuf? Check(Mbuf packet, Ifnet @interface, PacketDirection direction);
}
