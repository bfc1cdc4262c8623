namespace Vimage.Bench.Subjects;

/// <summary>The counters as code that never heard of Vimage has them, under the names the shared kernels use.</summary>
internal static class Counters
{
    internal static int V_prime = 16777619;
    internal static int V_hash;
    internal static int V_total;
}
