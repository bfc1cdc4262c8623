namespace Quickstart.Ripd;

/// <summary>A row of the routing table (RFC 2453, 3.9).</summary>
internal struct Route
{
    /// <summary>The time that never comes.</summary>
    internal const long Never = long.MaxValue;

    internal uint Network;
    internal uint Mask;

    /// <summary>The neighbour to send to; 0 where the network is our own.</summary>
    internal uint Gateway;

    internal int Interface;
    internal int Metric;
    internal ushort Tag;

    /// <summary>Whether the next triggered update has to mention it.</summary>
    internal bool IsChanged;

    /// <summary>When nobody will have confirmed it for too long.</summary>
    internal long Timeout;

    /// <summary>When the dead route is forgotten.</summary>
    internal long Garbage;

    internal readonly bool IsReachable => Metric < RipPacket.Infinity;
}
