using System.Diagnostics;

namespace Vimage.Bench.Harness;

/// <summary>
/// Measures contenders side by side: in each round each of them once, one right after the other, so that whatever slows the
/// machine down for a while slows all of them.
/// </summary>
/// <param name="rounds">The number of rounds.</param>
/// <param name="batch">How long one measurement should take.</param>
internal sealed class Contest(int rounds, TimeSpan batch)
{
    private const int MaxTimes = 1 << 28;

    private readonly List<(string Id, Func<int, int> Kernel, bool IsSlow)> _contenders = [];
    private int _sink;

    /// <param name="id">The id of its row.</param>
    /// <param name="kernel">
    /// Performs a given number of operations, and returns something that depends on them.
    /// </param>
    /// <param name="isSlow">Whether one operation is enough for a measurement.</param>
    internal Contest Add(string id, Func<int, int> kernel, bool isSlow = false)
    {
        _contenders.Add((id, kernel, isSlow));
        return this;
    }

    internal Outcome Run()
    {
        const int Few = 64;
        Warmup.Run([.. _contenders.Select(contender => (Action)(() => _sink ^= contender.Kernel(contender.IsSlow ? 1 : Few)))]);
        int[] times = [.. _contenders.Select(contender => contender.IsSlow ? 1 : Calibrate(contender.Kernel))];
        double[][] measured = [.. _contenders.Select(_ => new double[rounds])];
        long[] allocated = new long[_contenders.Count];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < _contenders.Count; i++)
            {
                // Back and forth: none is always the one that comes after a certain other.
                int each = round % 2 == 0 ? i : _contenders.Count - 1 - i;
                long bytes = GC.GetAllocatedBytesForCurrentThread();
                measured[each][round] = Measure(_contenders[each].Kernel, times[each]).TotalNanoseconds / times[each];
                allocated[each] = GC.GetAllocatedBytesForCurrentThread() - bytes;
            }
        }

        return new Outcome(
            [.. _contenders.Select((contender, i) => new Measurement(contender.Id, measured[i], (double)allocated[i] / times[i]))]);
    }

    // How many operations fill a batch.
    private int Calibrate(Func<int, int> kernel)
    {
        int times = 1;
        while (times < MaxTimes)
        {
            TimeSpan elapsed = Measure(kernel, times);
            if (elapsed >= batch / 2)
            {
                return (int)Math.Clamp(times * (batch / elapsed), 1, MaxTimes);
            }

            times *= 2;
        }

        return times;
    }

    private TimeSpan Measure(Func<int, int> kernel, int times)
    {
        long start = Stopwatch.GetTimestamp();
        int result = kernel(times);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        _sink ^= result;
        return elapsed;
    }
}
