namespace Vimage.Net;

/// <summary>Packets of one sender to one group that wait for a route. (FreeBSD: <c>struct mfc</c> with its <c>mfc_stall</c>.)</summary>
internal sealed class UnresolvedGroup(MulticastRouteKey key)
{
    internal MulticastRouteKey Key { get; } = key;

    internal Queue<Mbuf> Packets { get; } = new();

    /// <summary>Gets or sets what ends the waiting.</summary>
    internal Callout? Expiry { get; set; }

    internal void Drop()
    {
        while (Packets.TryDequeue(out Mbuf? packet))
        {
            packet.Free();
        }
    }
}
