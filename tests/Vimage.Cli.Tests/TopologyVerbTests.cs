using System.Globalization;
using System.Text.Json;
using System.Xml.Linq;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>Networks that a file describes, by the tool's program.</summary>
public sealed class TopologyVerbTests(SteeredProcess process) : IClassFixture<SteeredProcess>, IDisposable
{
    private const string Office = """
        name: office
        seed: 7
        pool: [10.0.0.0/16]
        routes: shortest
        nodes:
          alice:
          hub: bridge
          left: router
          right: router
          server:
        links:
          - [alice, hub]
          - [hub, left]
          - { between: [left, right], name: slow, delay: 2ms, jitter: 1ms }
          - [right, server]
        schedule:
          - { at: 3s, cut: slow }
        """;

    private readonly Scratch _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public async Task A_topology_is_up_steered_drawn_and_down()
    {
        string file = _scratch.Write("office.yaml", Office.Replace("at: 3s", "at: 1h", StringComparison.Ordinal));
        Assert.StartsWith("office is up: 5 nodes, 4 links, seed 7;", await process.StartToolAsync("up", file), StringComparison.Ordinal);
        string[] it = ["--pid", process.Ids[^1].ToString(CultureInfo.InvariantCulture)];
        Assert.Contains("1 packets received", await DoneAsync(["ping", "alice", "server", "-c", "1", .. it]), StringComparison.Ordinal);
        Assert.Contains("slow  left - right\n", await DoneAsync(["exec", ".", "links", .. it]), StringComparison.Ordinal);
        await DoneAsync(["exec", ".", "cut", "slow", .. it]);
        Assert.Equal(2, (await process.RunAsync(["ping", "alice", "server", "-c", "1", .. it])).ExitCode);
        Assert.Contains("(cut)", await DoneAsync(["topology", "--mermaid", .. it]), StringComparison.Ordinal);
        await DoneAsync(["exec", ".", "mend", "slow", .. it]);
        Assert.DoesNotContain("(cut)", await DoneAsync(["topology", "--mermaid", .. it]), StringComparison.Ordinal);
        Assert.Equal(64, (await process.RunAsync(["exec", ".", "cut", "nolink", .. it])).ExitCode);
        using JsonDocument json = JsonDocument.Parse(await DoneAsync(["topology", "--json", .. it]));
        Assert.Equal(
            ["alice host", "hub bridge", "left router", "right router", "server host"],
            json.RootElement.GetProperty("nodes").EnumerateArray().Select(static node => $"{node.GetProperty("name")} {node.GetProperty("kind")}").Order());
        string picture = _scratch.PathOf("office.svg");
        await DoneAsync(["topology", "-o", picture, .. it]);
        Assert.Contains("server", XDocument.Load(picture).Root!.Value, StringComparison.Ordinal);
        await DoneAsync(["down", .. it]);
        Assert.Equal(0, await process.WaitForLastAsync());
    }

    [Fact]
    public async Task In_virtual_time_a_run_is_the_same_each_time()
    {
        string file = _scratch.Write("office.yaml", Office);
        string[] captures = [_scratch.PathOf("first.pcapng"), _scratch.PathOf("second.pcapng")];
        foreach (string capture in captures)
        {
            string said = await DoneAsync("up", file, "--virtual", "5", "--capture", "slow", "-w", capture);
            Assert.StartsWith("office: 5 s of virtual time have passed, with seed 7;", said, StringComparison.Ordinal);
        }

        Assert.Equal(
            await File.ReadAllBytesAsync(captures[0], TestContext.Current.CancellationToken), await File.ReadAllBytesAsync(captures[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_said_with_its_place()
    {
        string file = _scratch.Write("office.yaml", Office.Replace("[hub, left]", "[hub, lefft]", StringComparison.Ordinal));
        (int exitCode, _, string error) = await process.RunAsync("up", file);
        Assert.Equal(65, exitCode);
        Assert.StartsWith("vimage: EINVAL: The topology can't run.\n", error, StringComparison.Ordinal);
        Assert.Contains($"{file}(13,", error, StringComparison.Ordinal);
        Assert.Equal(66, (await process.RunAsync("up", _scratch.PathOf("none.yaml"))).ExitCode);
        Assert.Equal(64, (await process.RunAsync("up", file, "--capture", "slow")).ExitCode);
        (exitCode, _, error) = await process.RunAsync("down");
        Assert.Equal(66, exitCode);
        Assert.StartsWith("vimage: ENOENT: There is no command 'down'.", error, StringComparison.Ordinal);
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        (int exitCode, string output, string error) = await process.RunAsync(arguments);
        Assert.True(exitCode == 0, $"vimage {string.Join(' ', arguments)}: {exitCode}\n{output}{error}");
        return output;
    }
}
