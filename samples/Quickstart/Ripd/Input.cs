using System;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>What the neighbours say (RFC 2453, 3.9).</summary>
[VnetModule("input", DependsOn = ["output"])]
internal static partial class Input
{
    // The packet in hand, as a C program has it.
    [Virtualized] private static int in_interface;
    [Virtualized] private static uint in_source;

    /// <summary>Handles a packet.</summary>
    /// <param name="index">The interface it came in by.</param>
    /// <param name="source">The sender's address.</param>
    /// <param name="packet">The packet without its UDP header.</param>
    internal static void Receive(int index, uint source, ReadOnlySpan<byte> packet)
    {
        Statistics.V_counters.PacketsReceived++;
        if (!IsAcceptable(index, source, packet))
        {
            Statistics.V_counters.BadPackets++;
            return;
        }

        V_in_interface = index;
        V_in_source = source;
        if (packet[0] == RipPacket.Request)
        {
            HandleRequest(packet[RipPacket.HeaderSize..]);
            return;
        }

        for (int at = RipPacket.HeaderSize; at < packet.Length; at += RipPacket.EntrySize)
        {
            HandleRoute(RipPacket.ReadEntry(packet[at..]));
        }
    }

    private static bool IsAcceptable(int index, uint source, ReadOnlySpan<byte> packet)
    {
        if ((uint)index >= (uint)Interfaces.V_if_count
            || packet.Length is <= RipPacket.HeaderSize or > RipPacket.MaxSize
            || (packet.Length - RipPacket.HeaderSize) % RipPacket.EntrySize != 0
            || packet[0] is not (RipPacket.Request or RipPacket.Response)
            || packet[1] != RipPacket.Version)
        {
            return false;
        }

        ref Interface device = ref Interfaces.V_if_table[index];
        return device.IsUp && (source & device.Mask) == device.Network && !Interfaces.IsOwnAddress(source);
    }

    // A request of one entry without a family and with an infinite metric is for the whole table. Requests for single
    // routes are meant for debugging; this daemon has a log for that.
    private static void HandleRequest(ReadOnlySpan<byte> entries)
    {
        RipEntry entry = RipPacket.ReadEntry(entries);
        if (entries.Length != RipPacket.EntrySize || entry.Family != 0 || entry.Metric != RipPacket.Infinity)
        {
            Statistics.V_counters.BadPackets++;
            return;
        }

        Statistics.V_counters.Requests++;
        Output.Update(V_in_interface, changedOnly: false);
    }

    private static void HandleRoute(in RipEntry entry)
    {
        if (entry.Family != RipPacket.Inet || entry.Metric is < 1 or > RipPacket.Infinity
            || !Ipv4.IsUnicast(entry.Network) || !Ipv4.IsMask(entry.Mask) || (entry.Network & ~entry.Mask) != 0)
        {
            Statistics.V_counters.BadRoutes++;
            return;
        }

        int metric = int.Min((int)entry.Metric + Interfaces.V_if_table[V_in_interface].Cost, RipPacket.Infinity);
        int found = Routes.Find(entry.Network, entry.Mask);
        if (found >= 0)
        {
            Compare(ref Routes.V_rt_table[found], metric);
        }
        else if (metric < RipPacket.Infinity)
        {
            Routes.AddLearned(entry, V_in_source, V_in_interface, metric);
        }
    }

    // RFC 2453, 3.9.2: the gateway in use is believed whatever it says, any other if it offers something better.
    private static void Compare(ref Route route, int metric)
    {
        bool isGateway = route.Gateway == V_in_source;
        if (isGateway && route.IsReachable)
        {
            route.Expires = Timers.V_now + Config.V_route_timeout;
        }

        if (metric < route.Metric || (isGateway && metric > route.Metric && metric < RipPacket.Infinity))
        {
            Routes.Adopt(ref route, V_in_source, V_in_interface, metric);
        }
        else if (isGateway && metric == RipPacket.Infinity && route.IsReachable)
        {
            Routes.Kill(ref route);
        }
        else if (metric == route.Metric && route.IsReachable && IsHalfwayToTimeout(route))
        {
            // As good, and alive: do not wait until the one in use is given up.
            Routes.Adopt(ref route, V_in_source, V_in_interface, metric);
        }
    }

    private static bool IsHalfwayToTimeout(in Route route) =>
        route.Expires != Route.Never && route.Expires - Timers.V_now <= Config.V_route_timeout / 2;
}
