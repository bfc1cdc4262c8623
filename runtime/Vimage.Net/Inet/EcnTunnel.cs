namespace Vimage.Net;

/// <summary>Congestion marks on the way into a tunnel and out of it (RFC 6040). (FreeBSD: <c>ip_ecn.c</c>.)</summary>
internal static class EcnTunnel
{
    private const int Mask = 3;
    private const int NotCapable = 0;
    private const int Capable1 = 1;
    private const int Experienced = 3;

    /// <summary>Says what the outer header says for an inner one: the same (4.1, normal mode; RFC 2983, 3.1 for the other bits).</summary>
    internal static byte Ingress(byte inner) => inner;

    /// <summary>Says what the inner header is to say when the outer one is taken off (4.2).</summary>
    /// <returns><see langword="false"/> if the packet is to be dropped: who can't be told of congestion is told by the loss.</returns>
    internal static bool TryEgress(byte outer, byte inner, out byte merged)
    {
        int mark = (inner & Mask, outer & Mask) switch
        {
            (NotCapable, Experienced) => -1,
            (NotCapable, _) => NotCapable,
            (_, Experienced) => Experienced,
            (2, Capable1) => Capable1,
            (var own, _) => own,
        };
        merged = (byte)((inner & ~Mask) | Math.Max(mark, 0));
        return mark >= 0;
    }
}
