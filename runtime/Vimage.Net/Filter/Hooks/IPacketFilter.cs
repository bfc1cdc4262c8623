namespace Vimage.Net;

/// <summary>Looks at every packet that comes into a vnet or leaves it. (FreeBSD: a hook of <c>pfil(9)</c>.)</summary>
public interface IPacketFilter
{
    /// <summary>
    /// Says whether a packet goes on. Called under the lock of the domain, in the packet's vnet: it returns soon, and does not wait. What
    /// it throws goes to whoever has brought the packet, which is then lost.
    /// </summary>
    /// <param name="packet">The packet, which is there until the call returns.</param>
    /// <returns>The verdict.</returns>
    PacketVerdict Check(in FilteredPacket packet);
}
