using System.Globalization;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>Which process is asked.</summary>
public sealed class ProcessFinderTests
{
    [Fact]
    public async Task The_only_one_is_asked_and_of_several_the_one_that_is_named()
    {
        SteeredProcess process = new();
        await process.InitializeAsync();
        try
        {
            Assert.Equal("vnet0\n", (await process.RunAsync()).Out);
            await process.StartAsync();
            (int exitCode, _, string error) = await process.RunAsync("ls");
            Assert.Equal(64, exitCode);
            Assert.All(process.Ids, id => Assert.Contains($"{id} (Admin)", error, StringComparison.Ordinal));
            Assert.Equal(0, (await process.RunAsync("ls", "--pid", process.Ids[0].ToString(CultureInfo.InvariantCulture))).ExitCode);

            // What it leaves behind is no process.
            await process.KillAsync();
            Assert.Equal(0, (await process.RunAsync("ls")).ExitCode);
            await process.KillAsync();
            (exitCode, _, error) = await process.RunAsync("ls");
            Assert.Equal(69, exitCode);
            Assert.StartsWith("vimage: ESRCH: No process of yours lets its vnets be seen", error, StringComparison.Ordinal);
        }
        finally
        {
            await process.DisposeAsync();
        }
    }
}
