using System;
using System.Collections.Generic;

namespace Quickstart.Host;

/// <summary>Which routers there are, and how they are connected: a ring, so that no cut divides it, and random chords.</summary>
internal sealed class Topology
{
    internal const uint StubMask = 0xFFFF_FF00;

    private readonly List<Link> _links = [];

    /// <param name="routers">How many routers, at most 256.</param>
    /// <param name="seed">Where the random numbers begin.</param>
    internal Topology(int routers, int seed)
    {
        Routers = routers;
        for (int i = 0; i + 1 < routers; i++)
        {
            Connect(i, i + 1);
        }

        if (routers > 2)
        {
            Connect(routers - 1, 0);
        }

        Random random = new(seed);
        for (int chords = routers / 3; chords > 0;)
        {
            int from = random.Next(routers);
            int to = random.Next(routers);
            if (from != to && !_links.Exists(link => link.Joins(from) && link.Joins(to)))
            {
                Connect(from, to);
                chords--;
            }
        }
    }

    internal int Routers { get; }

    internal IReadOnlyList<Link> Links => _links;

    /// <summary>Returns the network that a router has for itself: 10.0.0.0/24 and up.</summary>
    internal static uint StubOf(int router) => 0x0A00_0000 + ((uint)router * 256);

    private void Connect(int a, int b) => _links.Add(new Link(_links.Count, a, b));
}
