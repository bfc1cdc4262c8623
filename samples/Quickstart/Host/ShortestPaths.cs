using System;
using System.Collections.Generic;
using System.Linq;
using Quickstart.Ripd;

namespace Quickstart.Host;

/// <summary>
/// The judge: how far each router is from each network, by breadth-first search over the real topology. It shares nothing
/// with the daemon.
/// </summary>
internal sealed class ShortestPaths
{
    private const int Unreachable = int.MaxValue;

    private readonly Topology _topology;
    private readonly Func<int, bool> _isAlive;
    private readonly Dictionary<uint, int[]> _hops = [];

    internal ShortestPaths(Topology topology, Func<int, bool> isAlive)
    {
        _topology = topology;
        _isAlive = isAlive;
        for (int router = 0; router < topology.Routers; router++)
        {
            _hops[Topology.StubOf(router)] = Search([router]);
        }

        foreach (Link link in topology.Links)
        {
            _hops[link.Network] = Search(link.HasCarrier ? [link.A, link.B] : []);
        }
    }

    /// <summary>Compares a routing table with what it should be.</summary>
    /// <returns>The first fault, or <see langword="null"/>.</returns>
    internal string? FindFault(int router, IReadOnlyList<Route> table)
    {
        Dictionary<uint, Route> routes = table.ToDictionary(static route => route.Network);
        foreach ((uint network, int[] hops) in _hops)
        {
            // The networks that a router is on have metric 1, and 16 is infinite.
            int metric = hops[router] >= RipPacket.Infinity - 1 ? RipPacket.Infinity : hops[router] + 1;
            bool isKnown = routes.Remove(network, out Route route);
            if ((isKnown ? route.Metric : RipPacket.Infinity) != metric)
            {
                return $"{Ipv4.Format(network)} should have metric {metric}, has {(isKnown ? route.Metric : "none")}";
            }

            if (isKnown && !LeadsNearer(router, route, hops))
            {
                return $"{Ipv4.Format(network)} leads to {Ipv4.Format(route.Gateway)}, which is no nearer";
            }
        }

        return routes.Count == 0 ? null : $"{Ipv4.Format(routes.Keys.First())} is no network";
    }

    private bool LeadsNearer(int router, Route route, int[] hops) => hops[router] == 0
        ? route.Gateway == 0
        : LinksOf(router).Any(link =>
            link.AddressOf(link.Opposite(router)) == route.Gateway && hops[link.Opposite(router)] == hops[router] - 1);

    // The number of hops from each router to the nearest of those given.
    private int[] Search(int[] from)
    {
        int[] hops = new int[_topology.Routers];
        Array.Fill(hops, Unreachable);
        Queue<int> reached = [];
        foreach (int router in from.Where(_isAlive))
        {
            hops[router] = 0;
            reached.Enqueue(router);
        }

        while (reached.TryDequeue(out int router))
        {
            foreach (int next in LinksOf(router).Select(link => link.Opposite(router)))
            {
                if (hops[next] == Unreachable)
                {
                    hops[next] = hops[router] + 1;
                    reached.Enqueue(next);
                }
            }
        }

        return hops;
    }

    private IEnumerable<Link> LinksOf(int router) => _topology.Links.Where(link =>
        link.Delivers && link.Joins(router) && _isAlive(link.Opposite(router)));
}
