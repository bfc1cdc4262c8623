namespace Vimage.Runtime.Exploration.Scenarios;

/// <summary>A module whose initializer is none that anybody could overlook: it counts its runs.</summary>
[VnetModule("counted")]
internal static partial class Counted
{
    [Virtualized]
    internal static int run = Count();

    private static int s_runs;

    internal static int Runs => Volatile.Read(ref s_runs);

    private static int Count() => Interlocked.Increment(ref s_runs);
}
