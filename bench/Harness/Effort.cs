namespace Vimage.Bench.Harness;

/// <summary>How long to measure: the number of rounds, of which the figure is the median.</summary>
/// <param name="Rounds">For what takes nanoseconds or microseconds.</param>
/// <param name="SlowRounds">For what takes milliseconds.</param>
/// <param name="SlowerRounds">For what takes tenths of a second.</param>
/// <param name="SlowestRounds">For what takes seconds.</param>
internal sealed record Effort(int Rounds, int SlowRounds, int SlowerRounds, int SlowestRounds)
{
    internal static Effort Full { get; } = new(Rounds: 501, SlowRounds: 41, SlowerRounds: 11, SlowestRounds: 5);

    internal static Effort Short { get; } = new(Rounds: 101, SlowRounds: 11, SlowerRounds: 3, SlowestRounds: 1);

    internal bool IsShort => this == Short;
}
