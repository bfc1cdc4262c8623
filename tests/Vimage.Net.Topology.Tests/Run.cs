namespace Vimage.Net.Topology.Tests;

/// <summary>Starts topologies under names of their own, in virtual time.</summary>
internal static class Run
{
    private static int s_count;

    internal static ValueTask<RunningTopology> StartAsync(TopologyModel model, ulong seed = 1) => model.StartAsync(
        Vnet.Root,
        new TopologyOptions { Name = $"{model.Name}-{Interlocked.Increment(ref s_count)}", Seed = seed, Time = new VirtualTimeProvider() });

    internal static ValueTask<RunningTopology> StartAsync(string yaml, ulong seed = 1) => StartAsync(TopologyModel.Parse(yaml), seed);

    internal static PingResult Ping(this RunningTopology topology, string from, string to, int count = 1) =>
        topology.RunUntil(topology.PingAsync(from, to, count));
}
