using System.Globalization;
using System.Runtime.InteropServices;

namespace Vimage.Bench.Harness;

/// <summary>What the figures were measured on, as far as it matters to them.</summary>
internal static class Machine
{
    internal static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}, {Processor()}, "
            + $"{Environment.ProcessorCount} logical processors, {RuntimeInformation.FrameworkDescription}");

    private static string Processor()
    {
        const string Linux = "/proc/cpuinfo";
        string? name = File.Exists(Linux)
            ? File.ReadLines(Linux).FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        return name is null ? "unknown processor" : name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
