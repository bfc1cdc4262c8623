using System;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>The routing table.</summary>
[VnetModule("routes", DependsOn = ["interfaces", "statistics", "timers"])]
internal static partial class Routes
{
    /// <summary>By reference: it grows, <c>Array.Resize(ref V_rt_table, ...)</c>.</summary>
    [Virtualized(ByRef = true)] internal static Route[] rt_table = new Route[16];

    [Virtualized] internal static int rt_count;

    /// <summary>Raised when a network became reachable, unreachable, or reachable another way.</summary>
    [Virtualized] internal static partial event Action<Route>? Changed;

    /// <summary>Returns the index of a network's route; -1 if there is none.</summary>
    internal static int Find(uint network, uint mask)
    {
        // The hottest loop of the daemon: the state is looked up once, and each V_ below is then a plain load.
        var routes = INIT_VNET_ROUTES(curvnet);
        for (int i = 0; i < routes.V_rt_count; i++)
        {
            if (routes.V_rt_table[i].Network == network && routes.V_rt_table[i].Mask == mask)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Adds the network that an interface is on, or revives it.</summary>
    internal static void AddConnected(int index)
    {
        ref Interface device = ref Interfaces.V_if_table[index];
        int row = Find(device.Network, device.Mask);
        if (row < 0)
        {
            row = Append(device.Network, device.Mask);
        }

        Adopt(ref V_rt_table[row], gateway: 0, index, device.Cost);
    }

    /// <summary>Adds a network that we have not heard of.</summary>
    internal static void AddLearned(in RipEntry entry, uint gateway, int index, int metric)
    {
        int row = Append(entry.Network, entry.Mask);
        ref Route route = ref V_rt_table[row];
        route.Tag = entry.Tag;
        Adopt(ref route, gateway, index, metric);
    }

    /// <summary>Lets a route lead another way, or cost something else.</summary>
    internal static void Adopt(ref Route route, uint gateway, int index, int metric)
    {
        route.Gateway = gateway;
        route.Interface = index;
        route.Metric = metric;
        route.Timeout = gateway == 0 ? Route.Never : Timers.V_now + Config.V_route_timeout;
        route.Garbage = Route.Never;
        Announce(ref route);
    }

    /// <summary>Begins the deletion of a route: advertised as unreachable for a while, then forgotten (RFC 2453, 3.8).</summary>
    internal static void Kill(ref Route route)
    {
        route.Metric = RipPacket.Infinity;
        route.Timeout = Route.Never;
        route.Garbage = Timers.V_now + Config.V_garbage_time;
        Announce(ref route);
    }

    /// <summary>Kills all routes that lead through an interface.</summary>
    internal static void KillThrough(int index)
    {
        var routes = INIT_VNET_ROUTES(curvnet);
        for (int i = 0; i < routes.V_rt_count; i++)
        {
            ref Route route = ref routes.V_rt_table[i];
            if (route.Interface == index && route.IsReachable)
            {
                Kill(ref route);
            }
        }
    }

    /// <summary>Kills what nobody has confirmed for too long, and forgets what was dead for long enough.</summary>
    internal static void Age(long now)
    {
        var routes = INIT_VNET_ROUTES(curvnet);
        for (int i = routes.V_rt_count - 1; i >= 0; i--)
        {
            ref Route route = ref routes.V_rt_table[i];
            if (route.Timeout <= now)
            {
                Log.Notice($"{Ipv4.Format(route.Network, route.Mask)}: nothing heard for {Config.V_route_timeout} s");
                Kill(ref route);
            }
            else if (route.Garbage <= now)
            {
                // The order of the table means nothing: the last row fills the gap.
                routes.V_rt_count--;
                route = routes.V_rt_table[routes.V_rt_count];
            }
        }
    }

    internal static void ClearChanged()
    {
        var routes = INIT_VNET_ROUTES(curvnet);
        for (int i = 0; i < routes.V_rt_count; i++)
        {
            routes.V_rt_table[i].IsChanged = false;
        }
    }

    private static int Append(uint network, uint mask)
    {
        if (V_rt_count == V_rt_table.Length)
        {
            Array.Resize(ref V_rt_table, V_rt_count * 2);
        }

        V_rt_table[V_rt_count] = new Route { Network = network, Mask = mask };
        return V_rt_count++;
    }

    private static void Announce(ref Route route)
    {
        route.IsChanged = true;
        Timers.V_trigger_pending = true;
        Statistics.CountRouteChange(V_rt_count);
        Log.Debug($"{Ipv4.Format(route.Network, route.Mask)}: metric {route.Metric} by {Ipv4.Format(route.Gateway)}");
        V_Changed?.Invoke(route);
    }
}
