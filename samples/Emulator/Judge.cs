using System;
using System.Collections.Generic;
using System.Linq;
using Quickstart.Ripd;
using Vimage.Net.Topology;

namespace Emulator;

/// <summary>
/// Knows how far each router is from each other, by breadth-first search over the model, and so which rows of their tables are right.
/// It shares nothing with the daemon. It hears of each change, so that nobody has to go through a million rows each second.
/// </summary>
internal sealed class Judge
{
    private readonly List<(int Neighbor, string Link)>[] _neighbors;
    private readonly byte[][] _metrics;
    private readonly bool[][] _isRight;

    internal Judge(TopologyModel model)
    {
        Routers = model.Nodes.Count;
        Dictionary<string, int> numbers = model.Nodes.Select(static (node, index) => (node.Name, index)).ToDictionary();
        _neighbors = [.. model.Nodes.Select(static _ => new List<(int, string)>())];
        _metrics = [.. model.Nodes.Select(_ => new byte[Routers])];
        _isRight = [.. model.Nodes.Select(_ => new bool[Routers])];
        foreach (TopologyLink link in model.Links)
        {
            (int a, int b) = (numbers[link.A.Node], numbers[link.B.Node]);
            _neighbors[a].Add((b, link.Name));
            _neighbors[b].Add((a, link.Name));
        }

        Measure();
        Wrong = Routers * Routers;
    }

    internal int Routers { get; }

    /// <summary>Gets how many rows of all tables together are not as they are to be.</summary>
    internal int Wrong { get; private set; }

    /// <summary>Gets the length of the longest of the shortest ways, in links.</summary>
    internal int Diameter => _metrics.Max(static row => row.Max()) - 1;

    /// <summary>Looks at a row that has changed.</summary>
    internal void Look(int router, in Route route)
    {
        if (Backbone.RouterOf(route.Network) is { } destination)
        {
            bool isRight = route.Metric == _metrics[router][destination];
            Wrong += (_isRight[router][destination] ? 1 : 0) - (isRight ? 1 : 0);
            _isRight[router][destination] = isRight;
        }
    }

    /// <summary>Takes a link out, and looks at all rows anew.</summary>
    internal void Cut(string link, Func<int, IReadOnlyList<Route>> tableOf)
    {
        foreach (List<(int Neighbor, string Link)> neighbors in _neighbors)
        {
            neighbors.RemoveAll(each => each.Link == link);
        }

        Measure();
        for (int router = 0; router < Routers; router++)
        {
            foreach (Route route in tableOf(router))
            {
                Look(router, route);
            }
        }
    }

    /// <summary>Compares a whole table, metrics and neighbours, with what it is to be.</summary>
    /// <returns>The first fault, or <see langword="null"/>.</returns>
    internal string? FindFault(int router, IReadOnlyList<Route> table, Func<uint, int> neighborBy)
    {
        int found = 0;
        foreach (Route route in table)
        {
            if (Backbone.RouterOf(route.Network) is not { } destination)
            {
                continue;
            }

            found++;
            int expected = _metrics[router][destination];
            if (route.Metric != expected)
            {
                return $"r{router} has r{destination} at {route.Metric}, which is at {expected}";
            }

            if (router != destination && _metrics[neighborBy(route.Gateway)][destination] != expected - 1)
            {
                return $"r{router} goes to r{destination} by r{neighborBy(route.Gateway)}, which is no nearer";
            }
        }

        return found == Routers ? null : $"r{router} knows {found} of {Routers} routers";
    }

    // What is a router's own has metric 1, and each link adds one (RFC 2453, 3.4).
    private void Measure()
    {
        Queue<int> reached = new();
        for (int start = 0; start < Routers; start++)
        {
            byte[] metrics = _metrics[start];
            Array.Fill(metrics, (byte)RipPacket.Infinity);
            metrics[start] = 1;
            reached.Enqueue(start);
            while (reached.TryDequeue(out int router))
            {
                foreach ((int next, _) in _neighbors[router])
                {
                    if (metrics[next] == RipPacket.Infinity && metrics[router] + 1 < RipPacket.Infinity)
                    {
                        metrics[next] = (byte)(metrics[router] + 1);
                        reached.Enqueue(next);
                    }
                }
            }
        }
    }
}
