namespace Vimage.Bench.Harness;

/// <summary>What was measured of one contender.</summary>
/// <param name="Id">The id of its row.</param>
/// <param name="Rounds">Nanoseconds for one operation, round by round.</param>
/// <param name="Bytes">Bytes allocated by one operation, on the thread that performed it.</param>
internal sealed record Measurement(string Id, double[] Rounds, double Bytes)
{
    internal double Nanoseconds => Median(Rounds);

    /// <summary>Returns the median, over the rounds, of this one's time by <paramref name="peer"/>'s in the same round.</summary>
    internal double RatioTo(Measurement peer) => Median(Rounds.Zip(peer.Rounds, static (own, other) => own / other));

    internal static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
