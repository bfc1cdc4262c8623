using Vimage.Bench.Harness;
using Vimage.Bench.Net;

namespace Vimage.Bench.Tests;

/// <summary>Rows of packets per second, and of peers that are not there.</summary>
public sealed class NetRowTests
{
    private static readonly Outcome s_outcome = new(
    [
        new Measurement("own", [100, 300, 100], Bytes: 0),
        new Measurement("kernel", [400, 600, 500], Bytes: 0),
    ]);

    [Fact]
    public void Rate_IsOfPackets_AndItsRatioThatOfTheRates()
    {
        Row row = s_outcome.Rate("own", "kernel", Target.AtLeast(3));

        Assert.Equal((10, "Mpackets/s"), (row.Value, row.Unit));
        Assert.Equal(4, row.Ratio);
        Assert.True(row.IsMet);
    }

    [Fact]
    public void WithoutThePeer_TheTargetIsNotMet_AndThePeersRowSaysWhy()
    {
        Assert.False(s_outcome.Rate("own").Without("kernel", Target.AtLeast(3)).IsMet);
        Assert.Contains("takes root", Missing.Peer("kernel", "takes root").Unit, StringComparison.Ordinal);
    }
}
