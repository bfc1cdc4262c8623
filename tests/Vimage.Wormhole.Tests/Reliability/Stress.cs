using System.Diagnostics;
using System.Globalization;

namespace Vimage.Wormholes.Tests;

/// <summary>How long randomised tests go on, and by which seeds: VIMAGE_STRESS_SECONDS, VIMAGE_STRESS_SEED.</summary>
internal static class Stress
{
    private static readonly double s_seconds = Read("VIMAGE_STRESS_SECONDS", 0.7);

    /// <summary>Runs rounds until the time is over. A failure says the seed that repeats the round.</summary>
    internal static void Run(Action<Random> round)
    {
        Stopwatch watch = Stopwatch.StartNew();
        int seed = (int)Read("VIMAGE_STRESS_SEED", Random.Shared.Next());
        int rounds = 0;
        do
        {
            try
            {
                round(new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Round {rounds}; VIMAGE_STRESS_SEED={seed} begins with it. {e.Message}", e);
            }

            rounds++;
            seed++;
        }
        while (watch.Elapsed.TotalSeconds < s_seconds);

        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} rounds, the last of seed {seed - 1}");
    }

    internal static double Read(string variable, double usual) =>
        double.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out double value) ? value : usual;
}
