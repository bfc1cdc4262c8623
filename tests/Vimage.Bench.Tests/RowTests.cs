using Vimage.Bench.Harness;

namespace Vimage.Bench.Tests;

/// <summary>From measurements to rows.</summary>
public sealed class RowTests
{
    private static readonly Outcome s_outcome = new(
    [
        new Measurement("own", [2, 30, 6], Bytes: 0),
        new Measurement("peer", [1, 10, 2], Bytes: 16),
    ]);

    [Fact]
    public void Value_IsTheMedianOfTheRounds() => Assert.Equal(6, s_outcome.Time("own").Value);

    [Fact]
    public void Ratio_IsTheMedianOfThePairs_NotOfTheMedians() => Assert.Equal(3, s_outcome.Time("own", "peer").Ratio);

    [Theory]
    [InlineData(3.0, true)]
    [InlineData(2.9, false)]
    public void Target_IsForTheRatio_WhereThereIsOne(double bound, bool met) =>
        Assert.Equal(met, s_outcome.Time("own", "peer", Target.AtMost(bound)).IsMet);

    [Theory]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void Target_IsForTheValue_WhereThereIsNoPeer(double bound, bool met) =>
        Assert.Equal(met, s_outcome.Bytes("peer", Target.AtLeast(bound)).IsMet);

    [Fact]
    public void WithoutTarget_NothingIsMetOrMissed() => Assert.Null(s_outcome.Time("own", "peer").IsMet);

    [Theory]
    [InlineData(1.1, "<= 1.10")]
    [InlineData(0.02, "<= 0.02")]
    [InlineData(1000, "<= 1000")]
    [InlineData(0, "<= 0")]
    public void Target_ReadsAsItIsWritten(double bound, string text) => Assert.Equal(text, Target.AtMost(bound).ToString());
}
