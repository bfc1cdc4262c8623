namespace Vimage.Net;

/// <content>
/// Several tables. A packet is routed by the one whose number it bears: that of the interface that it came in by, or of the socket
/// that has sent it.
/// </content>
public static partial class Routing
{
    private const int MaxFibs = 65536;

    /// <summary>How many routing tables there are.</summary>
    [Virtualized(Name = "net.fibs")] private static int rt_numfibs = 1;

    /// <summary>Put the route to the network of an interface's address into every table, and not only into that of the interface.</summary>
    [Virtualized(Name = "net.add_addr_allfibs")] private static bool rt_add_addr_allfibs;

    // As many as were used so far, and the first always.
    [Virtualized] private static RouteTable[] rt_tables = [new()];

    /// <summary>Gets or sets how many routing tables the vnet has: 1 unless more are asked for. There can't be fewer later.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It would be fewer than there are, or more than 65536. (EINVAL)</exception>
    public static int FibCount
    {
        get => Math.Clamp(V_rt_numfibs, V_rt_tables.Length, MaxFibs);
        set
        {
            using (Netisr.Current.Enter())
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, FibCount);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxFibs);
                V_rt_numfibs = value;
            }
        }
    }

    /// <summary>Returns the routes of a table, in the order of their prefixes: a snapshot. (<c>netstat -rn -F FIB</c>)</summary>
    /// <param name="fib">The table.</param>
    /// <returns>The routes.</returns>
    /// <exception cref="NetworkException">There is not that table (EINVAL).</exception>
    public static IReadOnlyList<Route> RoutesOf(int fib)
    {
        using (Netisr.Current.Enter())
        {
            return TableOf(fib).ToList();
        }
    }

    /// <summary>Throws if the current vnet does not have a table.</summary>
    internal static void ThrowUnlessFib(int fib)
    {
        if ((uint)fib >= (uint)FibCount)
        {
            throw new NetworkException(
                "EINVAL",
                Vnet.Current,
                $"fib {fib}",
                $"Vnet '{Vnet.Current}' has no routing table {fib}; it has {FibCount} (net.fibs), and the first is 0.");
        }
    }

    private static RouteTable TableOf(int fib)
    {
        ThrowUnlessFib(fib);
        if (fib >= V_rt_tables.Length)
        {
            RouteTable[] tables = new RouteTable[fib + 1];
            V_rt_tables.CopyTo(tables, 0);
            for (int i = V_rt_tables.Length; i < tables.Length; i++)
            {
                tables[i] = new RouteTable();
            }

            V_rt_tables = tables;
        }

        return V_rt_tables[fib];
    }
}
