using Vimage.Bench.Harness;

namespace Vimage.Bench.Net;

/// <summary>Times of packets as packets per second, which is how networks are spoken of: more is better.</summary>
internal static class Rates
{
    private const string Unit = "Mpackets/s";

    /// <summary>Makes the row of a contender's packets per second on one core.</summary>
    /// <param name="outcome">The contest.</param>
    /// <param name="id">The contender.</param>
    /// <param name="peer">The contender it is compared with, if any.</param>
    /// <param name="target">What the ratio of the two rates has to be, if anything.</param>
    internal static Row Rate(this Outcome outcome, string id, string? peer = null, Target? target = null) =>
        new(id, 1e3 / outcome[id].Nanoseconds, Unit, peer, peer is null ? null : outcome[peer].RatioTo(outcome[id]), target);
}
