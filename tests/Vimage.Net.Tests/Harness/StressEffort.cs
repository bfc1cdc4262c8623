using System.Globalization;

namespace Vimage.Net.Tests;

/// <summary>How long threads are set against each other: a fraction of a second, or as many seconds as VIMAGE_STRESS_SECONDS says.</summary>
internal static class StressEffort
{
    internal static TimeSpan Duration(TimeSpan usual) =>
        double.TryParse(Environment.GetEnvironmentVariable("VIMAGE_STRESS_SECONDS"), NumberStyles.Float, CultureInfo.InvariantCulture, out double asked)
            ? TimeSpan.FromSeconds(asked)
            : usual;
}
