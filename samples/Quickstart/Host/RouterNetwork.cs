using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;

namespace Quickstart.Host;

/// <summary>The routers, the cables between them, and a clock that nobody has to wait for.</summary>
internal sealed class RouterNetwork
{
    // No table has changed for longer than it takes to give up a route: none will.
    private const int QuietSeconds = 300;
    private const int PatienceSeconds = 3600;

    private readonly Topology _topology;
    private readonly Wire _wire = new();
    private readonly Router[] _routers;
    private long _now;
    private long _lastChange;

    /// <summary>Boots all routers.</summary>
    internal RouterNetwork(Topology topology)
    {
        _topology = topology;
        _routers = [.. Enumerable.Range(0, topology.Routers).Select(static index => new Router(index))];
        for (int i = 0; i < _routers.Length; i++)
        {
            _routers[i].Boot(Configure(i), topology, _wire, () => _lastChange = _now);
        }
    }

    internal IReadOnlyList<Router> Routers => _routers;

    /// <summary>Lets time pass until no routing table changes any more.</summary>
    /// <returns>The seconds until the last change.</returns>
    internal long Converge()
    {
        long start = _now;
        _lastChange = _now;
        while (_now - _lastChange < QuietSeconds)
        {
            if (_now - start > PatienceSeconds)
            {
                throw new InvalidOperationException($"The routing tables were still changing after {PatienceSeconds} s.");
            }

            Step();
        }

        return _lastChange - start;
    }

    /// <summary>Cuts a cable.</summary>
    internal void Cut(Link link, bool isNoticed)
    {
        link.Cut(isNoticed);
        if (isNoticed)
        {
            _routers[link.A].LoseCarrier(link);
            _routers[link.B].LoseCarrier(link);
        }
    }

    /// <summary>Compares each living router's table with the shortest paths.</summary>
    /// <returns>What is wrong with each, in the order of the routers; <see langword="null"/> if nothing is.</returns>
    internal IReadOnlyList<string?> CheckTables()
    {
        ShortestPaths paths = new(_topology, index => _routers[index].IsAlive);
        return
        [
            .. Enumerable.Range(0, _routers.Length)
                .Where(index => _routers[index].IsAlive)
                .Select(index => paths.FindFault(index, _routers[index].ReadTable()) is { } fault ? $"r{index}: {fault}" : null),
        ];
    }

    internal async Task ShutDownAsync()
    {
        foreach (Router router in _routers.Where(static router => router.IsAlive))
        {
            await router.ShutDownAsync();
        }
    }

    // As different as two processes can be: only the first tells all it does.
    private static string Configure(int router) => $"""
        hostname r{router}
        seed {router + 1}
        timers 30 180 120
        split-horizon poisoned-reverse
        debug {(router == 0 ? "on" : "off")}
        """;

    private void Step()
    {
        _now++;
        foreach (Wire.Message message in _wire.Take())
        {
            if (_routers[message.To].IsAlive)
            {
                _routers[message.To].Receive(message.Link, message.Link.AddressOf(message.From), message.Packet);
            }
        }

        foreach (Router router in _routers)
        {
            if (router.IsAlive)
            {
                router.Tick();
            }
        }
    }
}
