namespace Vimage;

/// <summary>What a vnet's scheduler has done and has to do.</summary>
/// <param name="CpuTime">The time for which its work has had a thread.</param>
/// <param name="Runnable">The number of work items that wait or run.</param>
/// <param name="Load1">That number, averaged over a minute as BSD does it.</param>
/// <param name="Load5">Likewise, over five minutes.</param>
/// <param name="Load15">Likewise, over fifteen minutes.</param>
public readonly record struct VnetLoad(TimeSpan CpuTime, int Runnable, double Load1, double Load5, double Load15);
