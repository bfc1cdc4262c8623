using System.Diagnostics;

namespace Vimage.Bench.Harness;

/// <summary>Brings code to the JIT's last tier, where a <c>static readonly</c> is a constant.</summary>
internal static class Warmup
{
    // Calls are counted once nothing new was compiled for the tiering delay (100 ms); after 30 of them a method is compiled
    // again in the background. What it calls may get its turn only after that.
    private const int Phases = 4;
    private const int CallsPerPhase = 60;
    private static readonly TimeSpan s_quiet = TimeSpan.FromMilliseconds(150);

    // What takes longer has no use for that many calls: it is not the JIT's code that takes its time.
    private static readonly TimeSpan s_enough = TimeSpan.FromMilliseconds(50);

    internal static void Run(IReadOnlyCollection<Action> actions)
    {
        for (int phase = 0; phase < Phases; phase++)
        {
            foreach (Action action in actions)
            {
                long start = Stopwatch.GetTimestamp();
                for (int call = 0; call < CallsPerPhase && Stopwatch.GetElapsedTime(start) < s_enough; call++)
                {
                    action();
                }
            }

            Thread.Sleep(s_quiet);
        }
    }
}
