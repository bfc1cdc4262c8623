namespace Vimage.Bench.Harness;

/// <summary>How long to measure.</summary>
/// <param name="Rounds">How often each contender is measured; the figure is the median.</param>
/// <param name="SlowRounds">The same for what takes milliseconds.</param>
/// <param name="SlowestRounds">The same for what takes seconds.</param>
internal sealed record Effort(int Rounds, int SlowRounds, int SlowestRounds)
{
    internal static Effort Full { get; } = new(Rounds: 501, SlowRounds: 21, SlowestRounds: 5);

    internal static Effort Short { get; } = new(Rounds: 101, SlowRounds: 3, SlowestRounds: 1);

    internal bool IsShort => this == Short;
}
