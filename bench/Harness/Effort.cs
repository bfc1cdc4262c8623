namespace Vimage.Bench.Harness;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">How often each contender is measured; the figure is the median.</param>
/// <param name="SlowRounds">The same for what takes long by itself.</param>
/// <param name="Batch">How long one measurement should take.</param>
internal sealed record Effort(int Rounds, int SlowRounds, TimeSpan Batch)
{
    internal static Effort Full { get; } = new(Rounds: 61, SlowRounds: 21, Batch: TimeSpan.FromMilliseconds(5));

    internal static Effort Short { get; } = new(Rounds: 21, SlowRounds: 5, Batch: TimeSpan.FromMilliseconds(3));

    internal bool IsShort => this == Short;
}
