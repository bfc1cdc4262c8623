namespace Vimage.Bench.Harness;

/// <summary>Times of bytes as bits per second: more is better.</summary>
internal static class Bitrates
{
    private const int BitsPerByte = 8;

    /// <summary>Makes the row of a contender's bits per second.</summary>
    /// <param name="outcome">The contest, in nanoseconds for each byte.</param>
    /// <param name="id">The contender.</param>
    /// <param name="peer">The contender it is compared with, if any.</param>
    /// <param name="target">What the ratio of the two rates has to be, if anything.</param>
    internal static Row Bitrate(this Outcome outcome, string id, string? peer = null, Target? target = null) => new(
        id, BitsPerByte / outcome[id].Nanoseconds, "Gbit/s", peer, peer is null ? null : outcome[peer].RatioTo(outcome[id]), target);

    /// <summary>Makes the row of how many times a second a contender does something.</summary>
    internal static Row Frequency(this Outcome outcome, string id, string? peer = null, Target? target = null) => new(
        id, 1e9 / outcome[id].Nanoseconds, "1/s", peer, peer is null ? null : outcome[peer].RatioTo(outcome[id]), target);
}
