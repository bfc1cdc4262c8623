namespace Vimage.Net;

/// <summary>What packets pass; unlike filters of users it may change packets, or hold them. No interface: a call through a class is faster.</summary>
internal abstract class PacketHook
{
    /// <summary>Takes a packet that has come in by an interface, and begins with its IP header.</summary>
    /// <returns>The packet that goes on; <see langword="null"/> if none does.</returns>
    internal abstract Mbuf? CheckIn(Mbuf packet, Ifnet @interface);

    /// <summary>Takes a packet that is about to leave by an interface.</summary>
    /// <inheritdoc cref="CheckIn"/>
    internal abstract Mbuf? CheckOut(Mbuf packet, Ifnet @interface);
}
