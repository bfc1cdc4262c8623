using System.Diagnostics;

namespace Vimage.Xunit.Tests;

/// <summary>What goes wrong when a test's vnet is destroyed is not lost.</summary>
public sealed partial class TeardownTests
{
    [Fact]
    public async Task AnUninitHookThatThrows_IsReportedByTheRun()
    {
        ProcessStartInfo start = new("dotnet", [typeof(TeardownTests).Assembly.Location, "-explicit", "only", "-class", "*.TeardownTests"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("The pump does not stop.", output, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    [Isolated]
    public void OnlyForTheTestAbove() => Assert.Equal(1, ++Pump.V_strokes);

    private static partial class Pump
    {
        [Virtualized] internal static int strokes;

        [VnetUninit]
        private static void Stop() => throw new InvalidOperationException("The pump does not stop.");
    }
}
