namespace Vimage.Runtime.Plugin;

/// <summary>A module that notes in the process, by what outlives it, when it is attached and detached.</summary>
[VnetModule("guest")]
public static partial class Guest
{
    private const string Attached = "Vimage.Guest.Attached";

    [Virtualized]
    internal static int visits = 1;

    [Virtualized]
    private static readonly List<Visitor> s_visitors = [];

    /// <summary>Counts one visit in the current vnet.</summary>
    /// <returns>The number of visits.</returns>
    public static int Visit()
    {
        V_s_visitors.Add(new Visitor(++V_visits));
        return V_visits;
    }

    [VnetInit]
    private static void Attach(Vnet vnet)
    {
        // What the module leaves with the vnet must not keep its load context.
        _ = vnet.CreateTimer(static _ => Visit(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        Count(1);
    }

    [VnetUninit]
    private static void Detach() => Count(-1);

    private static void Count(int change)
    {
        int[] counter = (int[])AppDomain.CurrentDomain.GetData(Attached)!;
        Interlocked.Add(ref counter[0], change);
        Interlocked.Increment(ref counter[1]);
    }

    private sealed record Visitor(int Number);
}
