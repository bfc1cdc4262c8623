namespace Vimage.Bench.Harness;

/// <summary>One figure of a suite.</summary>
/// <param name="Id">A name that stays the same from version to version: kebab-case.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Such as <c>ns</c> or <c>B</c>.</param>
/// <param name="Peer">The id of the row that this one is compared with, in the same run; or <see langword="null"/>.</param>
/// <param name="Ratio">
/// This row's figure by the peer's: the median of the ratios of measurements made side by side, which need not be exactly
/// the ratio of the two medians.
/// </param>
/// <param name="Target">What the ratio, or without a peer the value, has to be; or <see langword="null"/>.</param>
internal sealed record Row(string Id, double Value, string Unit, string? Peer = null, double? Ratio = null, Target? Target = null)
{
    /// <summary>Gets a value indicating whether the target is met; <see langword="null"/> without a target.</summary>
    internal bool? IsMet => Target?.IsMetBy(Ratio ?? Value);
}
