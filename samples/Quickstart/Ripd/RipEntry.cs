namespace Quickstart.Ripd;

/// <summary>One entry of a RIP packet; addresses in host byte order.</summary>
internal struct RipEntry
{
    internal ushort Family;
    internal ushort Tag;
    internal uint Network;
    internal uint Mask;

    /// <summary>Whom to send to; 0 for the router that says so.</summary>
    internal uint NextHop;

    internal uint Metric;
}
