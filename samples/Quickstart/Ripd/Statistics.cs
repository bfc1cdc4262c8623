using System.Threading;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>Counters, for whoever asks.</summary>
[VnetModule("statistics")]
internal static partial class Statistics
{
    /// <summary>By reference: the code writes to members of the struct, <c>V_counters.BadPackets++</c>.</summary>
    [Virtualized(ByRef = true)] internal static Counters counters;

    /// <summary>By reference: counted with <see cref="Interlocked"/>, so that another thread may read it.</summary>
    [Virtualized(ByRef = true)] private static long route_changes;

    /// <summary>The largest number of routes the table has had.</summary>
    [Virtualized] internal static int routes_peak;

    internal static void CountRouteChange(int routes)
    {
        Interlocked.Increment(ref V_route_changes);
        V_routes_peak = int.Max(V_routes_peak, routes);
    }

    /// <summary>Says it all in a line; what a signal made the C program print.</summary>
    internal static string Summarize()
    {
        ref Counters counters = ref V_counters;
        return $"{Config.Hostname}: {Routes.V_rt_count} routes (at most {V_routes_peak}), {Interlocked.Read(ref V_route_changes)} changes; "
            + $"{counters.RegularUpdates} regular and {counters.TriggeredUpdates} triggered updates, {counters.Requests} requests; "
            + $"{counters.PacketsReceived} packets in, {counters.PacketsSent} out, {counters.BadPackets + counters.BadRoutes} bad";
    }
}
