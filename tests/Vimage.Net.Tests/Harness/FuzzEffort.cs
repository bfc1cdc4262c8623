using System.Globalization;

namespace Vimage.Net.Tests;

/// <summary>How much is made up: as much as a test takes seconds for, or as VIMAGE_FUZZ_FRAMES says, from the seed in VIMAGE_FUZZ_SEED.</summary>
internal static class FuzzEffort
{
    internal static long Frames(long usual) =>
        long.TryParse(Environment.GetEnvironmentVariable("VIMAGE_FUZZ_FRAMES"), NumberStyles.None, CultureInfo.InvariantCulture, out long asked) ? asked : usual;

    internal static ulong Seed(ulong usual) =>
        ulong.TryParse(Environment.GetEnvironmentVariable("VIMAGE_FUZZ_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out ulong asked) ? asked : usual;
}
