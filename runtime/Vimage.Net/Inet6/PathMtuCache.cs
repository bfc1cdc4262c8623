namespace Vimage.Net;

/// <summary>
/// What routers have said of the largest packet to an address (RFC 8201, 5): kept for ten minutes, and of a bounded number of
/// addresses. (FreeBSD: <c>tcp_hostcache.c</c>.)
/// </summary>
internal sealed class PathMtuCache
{
    private const long Lifetime = 600L * 1_000_000_000;
    private const int MaxEntries = 1024;

    private readonly Dictionary<InAddress, (int Mtu, long Expiry)> _entries = [];

    // In the order in which they were learnt, which is that in which they expire; some are out of date.
    private readonly Queue<(InAddress Address, long Expiry)> _order = new();

    internal int Count => _entries.Count;

    internal int? Find(InAddress destination, long now) =>
        _entries.Count > 0 && _entries.TryGetValue(destination, out (int Mtu, long Expiry) entry) && entry.Expiry > now ? entry.Mtu : null;

    /// <summary>Believes a router, if it asks for less than before, and for no less than every link carries (RFC 8201, 4).</summary>
    internal void Learn(InAddress destination, int mtu, long now)
    {
        mtu = Math.Max(mtu, Ip6Header.MinMtu);
        if (Find(destination, now) is { } known && known <= mtu)
        {
            return;
        }

        long expiry = now + Lifetime;
        _entries[destination] = (mtu, expiry);
        _order.Enqueue((destination, expiry));
        while (_order.Count > MaxEntries || _order.Peek().Expiry <= now)
        {
            (InAddress address, long oldest) = _order.Dequeue();
            if (_entries.TryGetValue(address, out (int Mtu, long Expiry) entry) && entry.Expiry == oldest)
            {
                _entries.Remove(address);
            }
        }
    }
}
