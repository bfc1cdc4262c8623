namespace Vimage.Bench.Subjects;

/// <summary>What the loops run over: long enough for the loop to be what is measured, and not known to the JIT.</summary>
internal static class Data
{
    internal const int Count = 1024;

    internal static readonly int[] Words = [.. Enumerable.Range(0, Count).Select(static i => i * 2654435)];
}
