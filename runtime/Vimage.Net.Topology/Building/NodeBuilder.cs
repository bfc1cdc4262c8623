using System.Net;
using Vimage.Net.Topology.Drafts;

namespace Vimage.Net.Topology;

/// <summary>Describes a host or a router.</summary>
public sealed class NodeBuilder
{
    private readonly NodeDraft _node;

    internal NodeBuilder(NodeDraft node) => _node = node;

    /// <summary>Gives its <c>lo0</c> an address: one that it has whatever becomes of its links.</summary>
    /// <param name="address">The address and the length of its network's prefix: <c>10.255.0.1/32</c>.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">It is no such thing.</exception>
    public NodeBuilder Loopback(string address)
    {
        _node.Loopback.Add(new Located<IPNetworkAddress>(AddressText.Parse(address), default));
        return this;
    }

    /// <summary>Gives it a route.</summary>
    /// <param name="destination">Where to: <c>0.0.0.0/0</c>, <c>2001:db8::/32</c>.</param>
    /// <param name="via">An address of a neighbour.</param>
    /// <returns>This.</returns>
    /// <exception cref="FormatException">One of the two can't be read.</exception>
    public NodeBuilder Route(string destination, string via)
    {
        _node.Routes.Add(new Located<TopologyRoute>(new TopologyRoute(AddressText.ParseNetwork(destination), IPAddress.Parse(via)), default));
        return this;
    }
}
