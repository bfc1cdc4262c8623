namespace Quickstart.Ripd;

/// <summary>A row of the routing table (RFC 2453, 3.9).</summary>
internal struct Route
{
    /// <summary>The time that never comes.</summary>
    internal const int Never = int.MaxValue;

    internal uint Network;
    internal uint Mask;

    /// <summary>The neighbour to send to; 0 where the network is our own.</summary>
    internal uint Gateway;

    /// <summary>The next row of those that are found in the same place; -1 if it is the last.</summary>
    internal int Next;

    /// <summary>When nobody will have confirmed it for too long; of a dead route, when it is forgotten.</summary>
    internal int Expires;

    internal ushort Tag;
    internal byte Interface;
    internal byte Metric;

    /// <summary>Whether the next triggered update has to mention it.</summary>
    internal bool IsChanged;

    internal readonly bool IsReachable => Metric < RipPacket.Infinity;
}
