using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Vimage;
using Vimage.Net;
using Vimage.Net.Topology;
using Route = Quickstart.Ripd.Route;

namespace Emulator;

/// <summary>A network of routers that run the daemon, in virtual time.</summary>
internal sealed class Emulation : IAsyncDisposable
{
    private static readonly TimeSpan s_bootTime = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(20);

    private readonly RunningTopology _topology;
    private readonly Judge _judge;
    private readonly Router[] _routers;

    // By the address of either end, in host byte order, the router that has it.
    private readonly Dictionary<uint, int> _byAddress = [];

    private Emulation(RunningTopology topology, Judge judge)
    {
        _topology = topology;
        _judge = judge;
        ILookup<int, Epair> ends = topology.Links.SelectMany(static link => (Epair[])[link.A, link.B]).ToLookup(NumberOf);
        foreach (Epair end in ends.SelectMany(static each => each))
        {
            _byAddress.Add(HostOrder.Of(end.Addresses[0].Address), NumberOf(end));
        }

        _routers = new Router[judge.Routers];
        for (int i = 0; i < _routers.Length; i++)
        {
            int index = i;
            _routers[i] = Router.Boot(topology, i, [.. ends[i]], route => judge.Look(index, route));

            // Who were switched on together would do everything together.
            topology.Advance(s_bootTime);
        }
    }

    internal RunningTopology Topology => _topology;

    /// <summary>Gets the longest of the shortest ways, in links.</summary>
    internal int Diameter => _judge.Diameter;

    /// <summary>Gets the packets that the daemons have sent.</summary>
    internal long Packets => _routers.Sum(static router => router.ReadCounters().PacketsSent);

    /// <summary>Makes the network, and starts a daemon in each router.</summary>
    internal static async Task<Emulation> StartAsync(TopologyModel model, Judge judge) =>
        new(await model.StartAsync(Vnet.Root), judge);

    /// <summary>Lets time pass until every row of every table is right.</summary>
    /// <returns>The virtual time that it has taken.</returns>
    internal TimeSpan Converge()
    {
        TimeSpan start = _topology.Elapsed;
        while (_judge.Wrong > 0)
        {
            if (_topology.Elapsed - start > s_patience)
            {
                throw new TimeoutException($"After {s_patience.TotalMinutes} minutes {_judge.Wrong} routes are still wrong.");
            }

            _topology.Advance(s_step);
            Array.ForEach(_routers, static router => router.ThrowIfFailed());
        }

        return _topology.Elapsed - start;
    }

    /// <summary>Cuts a link. Both ends notice: their daemons are told that the cable is gone.</summary>
    internal void Cut(RunningLink link)
    {
        link.Cut();
        foreach (Epair end in (Epair[])[link.A, link.B])
        {
            _routers[NumberOf(end)].LoseCarrier(end);
        }

        _judge.Cut(link.Name, router => _routers[router].ReadTable());
    }

    /// <summary>Compares each router's table with the shortest paths.</summary>
    /// <returns>The first fault, or <see langword="null"/>.</returns>
    internal string? FindFault() => Enumerable.Range(0, _routers.Length)
        .Select(router => _judge.FindFault(router, _routers[router].ReadTable(), gateway => _byAddress[gateway]))
        .FirstOrDefault(static fault => fault is not null);

    /// <summary>Returns a digest of each router's table: its networks, in their order, with neighbours and metrics.</summary>
    internal byte[][] DigestTables() => [.. _routers.Select(static router => Digest(router.ReadTable()))];

    /// <summary>Returns a digest of digests, for people.</summary>
    internal static string Digest(byte[][] tables) => Convert.ToHexStringLower(SHA256.HashData([.. tables.SelectMany(static each => each)]))[..16];

    public ValueTask DisposeAsync() => _topology.DisposeAsync();

    private static int NumberOf(Epair end) => Backbone.NumberOf(end.Vnet.Name);

    private static byte[] Digest(IReadOnlyList<Route> table)
    {
        byte[] row = new byte[16];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Route route in table.OrderBy(static route => route.Network).ThenBy(static route => route.Mask))
        {
            BinaryPrimitives.WriteUInt32BigEndian(row, route.Network);
            BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(4), route.Mask);
            BinaryPrimitives.WriteUInt32BigEndian(row.AsSpan(8), route.Gateway);
            BinaryPrimitives.WriteInt32BigEndian(row.AsSpan(12), route.Metric);
            hash.AppendData(row);
        }

        return hash.GetHashAndReset();
    }
}
