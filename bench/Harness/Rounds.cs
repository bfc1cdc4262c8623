namespace Vimage.Bench.Harness;

/// <summary>Measures what takes tenths of a second and more than one thread, one contender after the other in each round.</summary>
internal static class Rounds
{
    // Bring our code to the JIT's last tier.
    private const int WarmupRounds = 6;

    /// <summary>Measures each in turn, after some rounds that do not count.</summary>
    /// <param name="effort">How many rounds.</param>
    /// <param name="contenders">The id of each one's row, and what returns its nanoseconds for one of whatever is measured.</param>
    internal static Outcome Run(Effort effort, params (string Id, Func<double> Measure)[] contenders)
    {
        double[][] measured = [.. contenders.Select(_ => new double[effort.SlowerRounds])];
        for (int round = -WarmupRounds; round < effort.SlowerRounds; round++)
        {
            for (int i = 0; i < contenders.Length; i++)
            {
                double nanoseconds = contenders[i].Measure();
                if (round >= 0)
                {
                    measured[i][round] = nanoseconds;
                }
            }
        }

        return new Outcome([.. contenders.Select((contender, i) => new Measurement(contender.Id, measured[i], 0))]);
    }
}
