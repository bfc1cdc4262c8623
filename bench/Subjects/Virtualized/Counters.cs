namespace Vimage.Bench.Subjects;

/// <summary>The counters that the kernels use, virtualized.</summary>
internal static partial class Counters
{
    [Virtualized]
    internal static int seed = 7;

    [Virtualized]
    internal static int total;
}
