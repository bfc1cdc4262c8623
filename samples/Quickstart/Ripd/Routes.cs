using System;
using Vimage;

namespace Quickstart.Ripd;

/// <summary>The routing table.</summary>
[VnetModule("routes", DependsOn = ["interfaces", "statistics", "timers"])]
internal static partial class Routes
{
    private const int RowsPerBucket = 2;

    /// <summary>By reference: it grows, <c>Array.Resize(ref V_rt_table, ...)</c>.</summary>
    [Virtualized(ByRef = true)] internal static Route[] rt_table = new Route[16];

    [Virtualized] internal static int rt_count;

    /// <summary>Where the rows are that may be a network's: for each hash the first of them, -1 if there is none.</summary>
    [Virtualized(ByRef = true)] private static int[] rt_buckets = [-1];

    /// <summary>Raised when a network became reachable, unreachable, or reachable another way.</summary>
    [Virtualized] internal static partial event Action<Route>? Changed;

    /// <summary>Returns the index of a network's route; -1 if there is none.</summary>
    internal static int Find(uint network, uint mask)
    {
        // The hottest loop of the daemon: the state is looked up once, and each V_ below is then a plain load.
        var routes = INIT_VNET_ROUTES(curvnet);
        int row = routes.V_rt_buckets[BucketOf(network, routes.V_rt_buckets)];
        while (row >= 0 && (routes.V_rt_table[row].Network != network || routes.V_rt_table[row].Mask != mask))
        {
            row = routes.V_rt_table[row].Next;
        }

        return row;
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
        route.Interface = (byte)index;
        route.Metric = (byte)metric;
        route.Expires = gateway == 0 ? Route.Never : Timers.V_now + Config.V_route_timeout;
        Announce(ref route);
    }

    /// <summary>Begins the deletion of a route: advertised as unreachable for a while, then forgotten (RFC 2453, 3.8).</summary>
    internal static void Kill(ref Route route)
    {
        route.Metric = RipPacket.Infinity;
        route.Expires = Timers.V_now + Config.V_garbage_time;
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
    internal static void Age(int now)
    {
        var routes = INIT_VNET_ROUTES(curvnet);
        for (int i = routes.V_rt_count - 1; i >= 0; i--)
        {
            ref Route route = ref routes.V_rt_table[i];
            if (route.Expires > now)
            {
                continue;
            }

            if (route.IsReachable)
            {
                Log.Notice($"{Ipv4.Format(route.Network, route.Mask)}: nothing heard for {Config.V_route_timeout} s");
                Kill(ref route);
            }
            else
            {
                Forget(i);
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
        V_rt_count++;
        if (V_rt_count > V_rt_buckets.Length * RowsPerBucket)
        {
            Rehash(V_rt_buckets.Length * 2);
        }
        else
        {
            Link(V_rt_count - 1);
        }

        return V_rt_count - 1;
    }

    // The order of the table means nothing: the last row fills the gap.
    private static void Forget(int row)
    {
        int last = V_rt_count - 1;
        Unlink(row);
        if (row != last)
        {
            Unlink(last);
            V_rt_table[row] = V_rt_table[last];
            Link(row);
        }

        V_rt_count = last;
    }

    private static void Rehash(int buckets)
    {
        V_rt_buckets = new int[buckets];
        Array.Fill(V_rt_buckets, -1);
        for (int i = 0; i < V_rt_count; i++)
        {
            Link(i);
        }
    }

    private static void Link(int row)
    {
        ref Route route = ref V_rt_table[row];
        ref int first = ref V_rt_buckets[BucketOf(route.Network, V_rt_buckets)];
        route.Next = first;
        first = row;
    }

    private static void Unlink(int row)
    {
        ref int place = ref V_rt_buckets[BucketOf(V_rt_table[row].Network, V_rt_buckets)];
        while (place != row)
        {
            place = ref V_rt_table[place].Next;
        }

        place = V_rt_table[row].Next;
    }

    // Knuth's multiplicative hash; there are as many buckets as a power of two.
    private static int BucketOf(uint network, int[] buckets) => (int)(((network * 2_654_435_769) >> 16) & (uint)(buckets.Length - 1));

    private static void Announce(ref Route route)
    {
        route.IsChanged = true;
        Timers.V_trigger_pending = true;
        Statistics.CountRouteChange(V_rt_count);
        if (Log.V_log_debug)
        {
            Log.Notice($"{Ipv4.Format(route.Network, route.Mask)}: metric {route.Metric} by {Ipv4.Format(route.Gateway)}");
        }

        V_Changed?.Invoke(route);
    }
}
