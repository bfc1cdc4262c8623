using Vimage.Runtime.Exploration.Tests.Harness;

namespace Vimage.Runtime.Exploration.Tests;

/// <summary>Races between vnets, modules and those who enter: no interleaving that a systematic scheduler tries breaks them.</summary>
/// <remarks>The environment variable <c>VIMAGE_EXPLORATIONS</c> is the number of interleavings of each.</remarks>
public sealed class ExplorationTests(ExplorationTests.Built built) : IClassFixture<ExplorationTests.Built>
{
    private static readonly int s_iterations =
        int.TryParse(Environment.GetEnvironmentVariable("VIMAGE_EXPLORATIONS"), out int iterations) ? iterations : 200;

    [Theory]
    [InlineData("create-versus-load")]
    [InlineData("create-versus-unload")]
    [InlineData("destroy-versus-load")]
    [InlineData("destroy-versus-unload")]
    [InlineData("destroy-versus-enter")]
    [InlineData("destroy-versus-run")]
    [InlineData("destroy-versus-destroy")]
    [InlineData("destroy-versus-create-below")]
    [InlineData("reset-versus-create-below")]
    [InlineData("reset-versus-load-and-unload")]
    [InlineData("reset-versus-use-versus-unload")]
    [InlineData("reset-versus-reset")]
    [InlineData("create-versus-create")]
    [InlineData("use-versus-use")]
    [InlineData("use-versus-destroy")]
    public async Task NoInterleavingBreaks(string scenario)
    {
        (int exitCode, string output) = await built.Explorer.Explore(scenario, s_iterations);
        Assert.True(exitCode == 0, output);
        Assert.Contains($"Explored {s_iterations} execution paths", output, StringComparison.Ordinal);
    }

    /// <summary>The runtime as it was built.</summary>
    public sealed class Built : IAsyncLifetime
    {
        internal Explorer Explorer { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Explorer = await Explorer.Create();

        public ValueTask DisposeAsync()
        {
            Explorer.Dispose();
            return default;
        }
    }
}
