using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IsolatedTests;

/// <summary>Runs the suite one by one, in parallel, and in parallel with isolation, and prints what came of it.</summary>
internal static partial class Comparison
{
    private static readonly (string Title, string[] Arguments, bool Passes)[] s_runs =
    [
        ("one by one", ["-class", "*.SharedShopTests", "-parallelMode", "none"], true),
        ("in parallel", ["-class", "*.SharedShopTests", "-parallelMode", "all", "-maxThreads", "unlimited"], false),
        ("in parallel, [Isolated]", ["-class", "*.IsolatedShopTests", "-parallelMode", "all", "-maxThreads", "unlimited"], true),
    ];

    /// <returns>The exit code: 0 if each run ended as it is bound to.</returns>
    internal static async Task<int> RunAsync(TextWriter output)
    {
        bool asExpected = true;
        double? first = null;
        await output.WriteLineAsync("the suite, run        tests  failed     time    gain");
        foreach ((string title, string[] arguments, bool passes) in s_runs)
        {
            Summary summary = await RunSuiteAsync(arguments);
            first ??= summary.Seconds;
            asExpected &= summary.Failed == 0 == passes;
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{title,-23} {summary.Total,3} {summary.Failed,7} {summary.Seconds,6:0.00} s {first / summary.Seconds,6:0.0}x"));
        }

        return asExpected ? 0 : 1;
    }

    // The time is that of the tests, as the runner measures it, without the start of the process.
    private static async Task<Summary> RunSuiteAsync(string[] arguments)
    {
        ProcessStartInfo start = new(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Match match = SummaryLine().Match(text);
        return match.Success
            ? new Summary(
                int.Parse(match.Groups["total"].Value, CultureInfo.InvariantCulture),
                int.Parse(match.Groups["failed"].Value, CultureInfo.InvariantCulture),
                double.Parse(match.Groups["seconds"].Value, CultureInfo.InvariantCulture))
            : throw new InvalidOperationException($"The runner said nothing of the tests it ran:\n{text}");
    }

    [GeneratedRegex(@"Total: (?<total>\d+), Errors: \d+, Failed: (?<failed>\d+).*Time: (?<seconds>[\d.]+)s")]
    private static partial Regex SummaryLine();

    private sealed record Summary(int Total, int Failed, double Seconds);
}
