using System.Diagnostics;
using System.Reflection;

namespace Vimage.Xunit.Tests;

/// <summary>The sample's suite, run in processes of their own.</summary>
public sealed class SampleTests
{
    [Fact]
    public async Task InParallel_ItFailsWithoutIsolation() =>
        Assert.NotEqual(0, await Run("-class", "*.SharedShopTests", "-parallelMode", "all", "-maxThreads", "unlimited"));

    [Fact]
    public async Task InParallel_ItPassesWithIsolation() =>
        Assert.Equal(0, await Run("-class", "*.IsolatedShopTests", "-parallelMode", "all", "-maxThreads", "unlimited"));

    [Fact]
    public async Task OneByOne_ItPassesWithout() =>
        Assert.Equal(0, await Run("-class", "*.SharedShopTests", "-parallelMode", "none"));

    private static async Task<int> Run(params string[] arguments)
    {
        string program = typeof(SampleTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(static each => each.Key == "IsolatedTests").Value!;
        ProcessStartInfo start = new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Contains("Total: 24", output, StringComparison.Ordinal);
        return process.ExitCode;
    }
}
