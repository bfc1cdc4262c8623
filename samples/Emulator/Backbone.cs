using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Vimage.Net.Topology;

namespace Emulator;

/// <summary>
/// The network: each router is linked with two of those before it, of which the ones with many links are the likelier (Barabási and
/// Albert 1999), up to eight. So no cut of one link divides it, and no way is as long as RIP's infinity.
/// </summary>
internal static class Backbone
{
    /// <summary>The networks that routers tell each other of: one address of each.</summary>
    internal const string Loopbacks = "10.0.0.0/16";

    internal const int LeastRouters = 3;
    internal const int MostRouters = 4_000;

    private const int LinksForEach = 2;
    private const int MostLinks = 8;
    private const long BitsPerSecond = 100_000_000;
    private const uint FirstLoopback = 0x0A00_0000;

    internal static string NameOf(int router) => string.Create(CultureInfo.InvariantCulture, $"r{router}");

    internal static int NumberOf(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture);

    /// <summary>Returns the address that a router has whatever becomes of its links, as the daemon has addresses: in host byte order.</summary>
    internal static uint LoopbackOf(int router) => FirstLoopback + (uint)router + 1;

    /// <summary>Returns the router that such an address is of; none of any other.</summary>
    internal static int? RouterOf(uint loopback) => loopback > FirstLoopback && loopback - FirstLoopback <= MostRouters ? (int)(loopback - FirstLoopback) - 1 : null;

    internal static TopologyModel Create(int routers, int seed)
    {
        Random random = new(seed);
        TopologyBuilder network = new TopologyBuilder("emulator").WithSeed((ulong)seed).WithVirtualTime().WithAddressPool("10.128.0.0/9");
        List<int>[] neighbors = [.. Enumerable.Range(0, routers).Select(static _ => new List<int>())];

        // Each router once for each of its links.
        List<int> ends = [0];
        for (int router = 0; router < routers; router++)
        {
            network.Router(NameOf(router), node => node.Loopback($"{HostOrder.ToAddress(LoopbackOf(router))}/32"));
            while (neighbors[router].Count < Math.Min(LinksForEach, router))
            {
                int other = ends[random.Next(ends.Count)];
                if (other != router && neighbors[other].Count < MostLinks && !neighbors[router].Contains(other))
                {
                    Connect(other, router);
                }
            }
        }

        return network.Build();

        void Connect(int a, int b)
        {
            neighbors[a].Add(b);
            neighbors[b].Add(a);
            ends.AddRange([a, b]);
            network.Link(NameOf(a), NameOf(b), static link => link.Rate(BitsPerSecond));
        }
    }
}
