namespace Vimage.Net;

/// <summary>A question of a router for members, of either family.</summary>
/// <param name="Group">The group, with its zone; any for all groups.</param>
/// <param name="Version">The version of the protocol, of which the newest is that of <see cref="MulticastLink.Newest"/>.</param>
/// <param name="MaxDelay">When the answer is to be there at the latest, in milliseconds.</param>
/// <param name="Robustness">How often what may be lost is said; 0 if the router does not say.</param>
/// <param name="Sources">The sources that are asked for; none for all of them.</param>
internal readonly record struct MulticastQuery(InAddress Group, int Version, long MaxDelay, int Robustness, HashSet<InAddress> Sources)
{
    /// <summary>Reads a number of which the first bit says that it is a mantissa with an exponent (RFC 3376, 4.1.1; RFC 3810, 5.1.3).</summary>
    /// <param name="code">The number as it is on the wire.</param>
    /// <param name="bits">How many bits it has: 8 or 16.</param>
    internal static long ReadCode(int code, int bits)
    {
        int mantissaBits = bits - 4;
        if (code < 1 << (bits - 1))
        {
            return code;
        }

        int mantissa = (code & ((1 << mantissaBits) - 1)) | (1 << mantissaBits);
        return (long)mantissa << (((code >> mantissaBits) & 7) + 3);
    }
}
