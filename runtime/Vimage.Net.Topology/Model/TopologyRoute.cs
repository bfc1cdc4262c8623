using System.Net;

namespace Vimage.Net.Topology;

/// <summary>A route by a gateway.</summary>
/// <param name="Destination">Where to.</param>
/// <param name="Gateway">A neighbour of the node.</param>
public sealed record TopologyRoute(IPNetwork Destination, IPAddress Gateway)
{
    /// <summary>Returns both, as a file has them: <c>10.0.0.0/8 via 192.0.2.1</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Destination} via {Gateway}";
}
