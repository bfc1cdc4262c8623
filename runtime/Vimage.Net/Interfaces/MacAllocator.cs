namespace Vimage.Net;

/// <summary>
/// Makes link-layer addresses: never the same twice in a domain, and the same ones again from the same seed. (FreeBSD hashes
/// the host's identity with a running number, because an interface index is used again after the interface has moved.)
/// </summary>
/// <param name="seed">What makes the addresses of one domain differ from those of another: all its bits, mixed.</param>
internal sealed class MacAllocator(ulong seed)
{
    private uint _last;

    /// <summary>
    /// Returns <c>02:hash:role</c>, with four bytes of hash. Two ends of one pair have the hash in common.
    /// </summary>
    internal static MacAddress Of(uint hash, byte role) => new((0x02UL << 40) | ((ulong)hash << 8) | role);

    /// <summary>Returns the next hash. Each step is one to one, so different numbers have different hashes.</summary>
    internal uint NextHash()
    {
        uint hash = ++_last ^ (uint)seed;
        hash = (hash ^ (hash >> 16)) * 0x7FEB352D;
        hash = (hash ^ (hash >> 15)) * 0x846CA68B;
        return hash ^ (hash >> 16) ^ (uint)(seed >> 32);
    }
}
