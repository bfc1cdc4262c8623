namespace Vimage.Runtime.Tests;

/// <summary>The filter, against the exponential it approximates.</summary>
public sealed class LoadAverageTests
{
    [Fact]
    public void TheAveragesFollowTheExponentialOfTheirTime()
    {
        LoadAverage average = default;
        double minute = 0;
        double quarter = 0;
        for (int period = 1; period <= 720; period++)
        {
            int runnable = period <= 360 ? 3 : 0;
            average.Feed(runnable);
            minute = (minute * Math.Exp(-5.0 / 60)) + (runnable * (1 - Math.Exp(-5.0 / 60)));
            quarter = (quarter * Math.Exp(-5.0 / 900)) + (runnable * (1 - Math.Exp(-5.0 / 900)));

            // Eleven bits behind the point, cut off each time.
            Assert.Equal(minute, average.Load1, 0.05);
            Assert.Equal(quarter, average.Load15, 0.20);
        }
    }

    [Fact]
    public void OneRunnableForTwelvePeriodsIsWhatBsdShows()
    {
        LoadAverage average = default;
        for (int i = 0; i < 12; i++)
        {
            average.Feed(1);
        }

        // 1 - 1/e, in 2048ths.
        Assert.Equal(0.632, average.Load1, 0.01);
    }
}
