namespace Quickstart.Ripd;

/// <summary>What the daemon counts (RFC 1724, the RIP MIB).</summary>
internal struct Counters
{
    internal long PacketsReceived;
    internal long PacketsSent;
    internal long BadPackets;
    internal long BadRoutes;
    internal long Requests;
    internal long RegularUpdates;
    internal long TriggeredUpdates;
}
