namespace Vimage.Net;

/// <summary>What a filter says of a packet. (FreeBSD: <c>pfil_return_t</c>.)</summary>
public enum PacketVerdict
{
    /// <summary>It goes on, to the next filter.</summary>
    Pass,

    /// <summary>It goes no further, and nobody is told.</summary>
    Drop,
}
