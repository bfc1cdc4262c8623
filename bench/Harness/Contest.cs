using System.Diagnostics;

namespace Vimage.Bench.Harness;

/// <summary>
/// Measures contenders side by side: in each round each of them once, one right after the other, so that whatever slows the
/// machine down for a while slows all of them.
/// </summary>
/// <param name="rounds">The number of rounds.</param>
internal sealed class Contest(int rounds)
{
    private const int MaxTimes = 1 << 28;

    // Shorter than a scheduler's time slice: most measurements are then not interrupted at all, and the median is of those.
    private static readonly TimeSpan s_batch = TimeSpan.FromMilliseconds(1);

    private readonly List<Contender> _contenders = [];
    private int _sink;

    /// <summary>Adds a contender.</summary>
    /// <param name="id">The id of its row.</param>
    /// <param name="kernel">Runs a given number of times, and returns something that depends on all that it did.</param>
    /// <param name="operations">What the kernel performs each time, if that is more than one operation.</param>
    /// <returns>This contest.</returns>
    internal Contest Add(string id, Func<int, int> kernel, int operations = 1)
    {
        _contenders.Add(new Contender(id, kernel, operations, IsSlow: false));
        return this;
    }

    /// <summary>Adds a contender of which one operation is enough for a measurement.</summary>
    /// <param name="id">The id of its row.</param>
    /// <param name="operation">Performs the operation, and returns something that depends on it.</param>
    /// <returns>This contest.</returns>
    internal Contest AddSlow(string id, Func<int> operation)
    {
        _contenders.Add(new Contender(id, _ => operation(), Operations: 1, IsSlow: true));
        return this;
    }

    internal Outcome Run()
    {
        // The slow ones by themselves: what loads or compiles code holds up the tiering of everybody else's.
        foreach (IGrouping<bool, Contender> group in _contenders.GroupBy(static contender => contender.IsSlow))
        {
            Warmup.Run([.. group.Select(contender => (Action)(() => _sink ^= contender.Kernel(1)))]);
        }

        int[] times = [.. _contenders.Select(contender => contender.IsSlow ? 1 : Calibrate(contender.Kernel))];
        double[][] measured = [.. _contenders.Select(_ => new double[rounds])];
        double[] allocated = new double[_contenders.Count];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < _contenders.Count; i++)
            {
                // Back and forth: none is always the one that comes after a certain other.
                int each = round % 2 == 0 ? i : _contenders.Count - 1 - i;
                Contender contender = _contenders[each];
                double operations = (double)times[each] * contender.Operations;
                long bytes = GC.GetAllocatedBytesForCurrentThread();
                measured[each][round] = Measure(contender.Kernel, times[each]).TotalNanoseconds / operations;
                allocated[each] = (GC.GetAllocatedBytesForCurrentThread() - bytes) / operations;
            }
        }

        return new Outcome(
            [.. _contenders.Select((contender, i) => new Measurement(contender.Id, measured[i], allocated[i]))]);
    }

    // How many times fill a batch. The least of several measurements: one that was interrupted says nothing.
    private int Calibrate(Func<int, int> kernel)
    {
        for (int times = 1; times < MaxTimes; times *= 2)
        {
            TimeSpan elapsed = Enumerable.Range(0, 3).Min(_ => Measure(kernel, times));
            if (elapsed >= s_batch / 2)
            {
                return (int)Math.Clamp(times * (s_batch / elapsed), 1, MaxTimes);
            }
        }

        return MaxTimes;
    }

    private TimeSpan Measure(Func<int, int> kernel, int times)
    {
        long start = Stopwatch.GetTimestamp();
        int result = kernel(times);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _sink ^= result;
        return elapsed;
    }

    private sealed record Contender(string Id, Func<int, int> Kernel, int Operations, bool IsSlow);
}
