namespace Vimage.Bench.Subjects;

/// <summary>The counters that the kernels use, virtualized.</summary>
internal static partial class Counters
{
    [Virtualized]
    internal static int prime = 16777619;

    [Virtualized]
    internal static int hash;

    [Virtualized]
    internal static int total;
}
