using System.Text.Json;
using Vimage.Cli.Tests.Harness;

namespace Vimage.Cli.Tests;

/// <summary>The tool's program on a running process: red and blue at a router.</summary>
public sealed class ProcessVerbTests(SteeredProcess process) : IClassFixture<SteeredProcess>
{
    [Fact]
    public async Task Vnets_are_listed_as_a_tree()
    {
        string[] lines = (await DoneAsync("ls")).Split('\n');
        Assert.StartsWith("VNET ", lines[0], StringComparison.Ordinal);
        Assert.Equal([".", "  blue", "  red", "  router"], lines[1..5].Select(static line => line[..8].TrimEnd()));
        using JsonDocument json = JsonDocument.Parse(await DoneAsync("ls", "red", "--json"));
        Assert.Equal(2, json.RootElement[0].GetProperty("interfaces").GetInt32());
    }

    [Fact]
    public async Task Vnets_are_created_limited_and_destroyed()
    {
        await DoneAsync("create", "made", "children.max=3", "limit.sockets=5");
        await DoneAsync("made", "create", "below");
        Assert.Contains("children     1    3\nsockets      0    5\n", await DoneAsync("limits", "made"), StringComparison.Ordinal);
        await DoneAsync("limits", "made", "limit.sockets=none");
        Assert.Contains("sockets      0  none\n", await DoneAsync("limits", "made"), StringComparison.Ordinal);
        await RefusedAsync(75, "EBUSY", "destroy", "made");
        await DoneAsync("destroy", "-r", "made");
        string teardowns = await DoneAsync("teardown");
        Assert.Contains("made.below: clean", teardowns, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_vnet_reaches_another()
    {
        Assert.Contains("2 packets received", await DoneAsync("ping", "red", "blue", "-c", "2", "-i", "0.01"), StringComparison.Ordinal);
        Assert.Contains("1 packets received", await DoneAsync("red", "ping", "-c", "1", "10.0.2.2"), StringComparison.Ordinal);
        (int exitCode, string output, _) = await process.RunAsync("ping", "red", "10.0.1.77", "-c", "1");
        Assert.Equal(2, exitCode);
        Assert.Contains("100.0% packet loss", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interfaces_are_made_moved_and_changed()
    {
        await DoneAsync("create", "one", "children.max=2");
        await DoneAsync("create", "two");
        Assert.Equal("epair0a\nepair0b\n", await DoneAsync("one", "ifconfig", "epair", "create"));
        Assert.Equal("ve0@two\n", await DoneAsync("mv-if", "one", "epair0b", "two", "ve0"));
        await DoneAsync("one", "ifconfig", "epair0a", "inet", "10.7.0.1/24", "mtu", "1400", "up");
        await DoneAsync("ifconfig", "-j", "two", "ve0", "10.7.0.2/24");
        string shown = await DoneAsync("one", "ifconfig", "epair0a");
        Assert.Contains("mtu 1400", shown, StringComparison.Ordinal);
        Assert.Contains("\tinet 10.7.0.1/24\n", shown, StringComparison.Ordinal);
        Assert.Contains("whose other end is ve0@two", shown, StringComparison.Ordinal);
        await DoneAsync("ping", "one", "two", "-c", "1");
        Assert.Contains("10.7.0.2  02:", await DoneAsync("one", "arp"), StringComparison.Ordinal);
        await DoneAsync("one", "arp", "-s", "epair0a", "10.7.0.9", "02:00:00:00:00:09");
        Assert.Contains("permanent", await DoneAsync("one", "arp"), StringComparison.Ordinal);
        await DoneAsync("one", "arp", "-d", "epair0a", "10.7.0.9");
        await DoneAsync("one", "ifconfig", "epair0a", "destroy");
        await RefusedAsync(68, "ENXIO", "two", "ifconfig", "ve0");
        await DoneAsync("destroy", "one");
        await DoneAsync("destroy", "two");
    }

    [Fact]
    public async Task Routes_are_shown_added_and_deleted()
    {
        Assert.Matches(@"0\.0\.0\.0/0 +10\.0\.1\.1 +gateway", await DoneAsync("red", "route"));
        await DoneAsync("red", "route", "add", "192.0.2.0/24", "10.0.1.1");
        Assert.Contains("192.0.2.0/24", await DoneAsync("red", "netstat", "-r"), StringComparison.Ordinal);
        Assert.Contains("192.0.2.0/24", await DoneAsync("red", "route", "get", "192.0.2.1"), StringComparison.Ordinal);
        await DoneAsync("red", "route", "delete", "192.0.2.0/24");
        await RefusedAsync(68, "ESRCH", "red", "route", "delete", "192.0.2.0/24");
        await RefusedAsync(64, "EINVAL", "red", "route", "flush");
    }

    [Fact]
    public async Task Counters_sockets_and_modules_are_shown()
    {
        Assert.StartsWith("PROTO  RECV-Q  SEND-Q  LOCAL", await DoneAsync("red", "netstat"), StringComparison.Ordinal);
        Assert.Contains("epair0a", await DoneAsync("red", "netstat", "-i"), StringComparison.Ordinal);
        await DoneAsync("ping", "red", "router", "-c", "1");
        Assert.Contains("ip     delivered", await DoneAsync("red", "stat"), StringComparison.Ordinal);
        Assert.DoesNotContain("arp", await DoneAsync("red", "netstat", "-s", "-p", "ip"), StringComparison.Ordinal);
        Assert.Contains("tcp", await DoneAsync("modules"), StringComparison.Ordinal);
        Assert.Contains("4 vnets", await DoneAsync("top", "-d", "1", "-s", "0.1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_are_each_vnets_own()
    {
        Assert.Equal("net.inet.ip.ttl: 9\n", await DoneAsync("blue", "sysctl", "net.inet.ip.ttl=9"));
        Assert.Equal("net.inet.ip.ttl: 64\n", await DoneAsync("router", "sysctl", "net.inet.ip.ttl"));
        await DoneAsync("sysctl", "-j", "blue", "net.inet.ip.ttl=64");
        await RefusedAsync(66, "ENOENT", "sysctl", "no.such.variable");
        await RefusedAsync(65, "EINVAL", "sysctl", "net.inet.ip.ttl=many");
    }

    [Fact]
    public async Task A_capture_is_written_to_a_file()
    {
        string file = Path.GetTempFileName();
        Task<string> capturing = DoneAsync("capture", "blue", "epair0a", "-w", file, "--for", "3");
        await DoneAsync("ping", "red", "blue", "-c", "200", "-i", "0.005");
        Assert.Empty(await capturing);
        byte[] capture = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        Assert.Equal([0x0A, 0x0D, 0x0D, 0x0A], capture[..4]);
        Assert.True(capture.Length > 10_000, $"{capture.Length} bytes");
        File.Delete(file);
        await RefusedAsync(74, "EIO", "capture", "blue", "epair0a", "-w", "/no/such/folder/file");
    }

    [Fact]
    public async Task Wormholes_are_opened_listed_steered_and_revoked()
    {
        string name = (await DoneAsync("wormhole", "open", "red", "blue")).Trim();
        Assert.Contains($"{name}  frames  red - blue  open", await DoneAsync("wormhole", "ls"), StringComparison.Ordinal);
        await DoneAsync("wormhole", "pause", name);
        Assert.Contains($"{name}  frames  red - blue  paused", await DoneAsync("wormhole", "ls"), StringComparison.Ordinal);
        await DoneAsync("wormhole", "resume", name);
        await DoneAsync("wormhole", "throttle", name, "--messages", "100", "--bytes", "100000");
        await RefusedAsync(66, "ENOENT", "wormhole", "collapse", name, "nothing");
        await DoneAsync("wormhole", "revoke", name);
        await RefusedAsync(66, "ENOENT", "wormhole", "revoke", name);
    }

    [Fact]
    public async Task Commands_of_the_process_and_scripts_run_in_a_vnet()
    {
        Assert.Equal("lo0 \nepair0a 10.0.1.2/24\n", await DoneAsync("exec", "red", "addresses"));
        Assert.Equal("lo0 \nepair0a 10.0.1.2/24\n", await DoneAsync("red", "addresses"));
        Assert.Contains("addresses  Prints the addresses of the vnet.", await DoneAsync("exec", "red"), StringComparison.Ordinal);
        string script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, "# what is there\naddresses\nnothing\naddresses\n", TestContext.Current.CancellationToken);
        (int exitCode, string output, string error) = await process.RunAsync("exec", "red", "--script", script);
        Assert.Equal((66, "lo0 \nepair0a 10.0.1.2/24\n"), (exitCode, output));
        Assert.Contains($"{script}:3: this line has failed", error, StringComparison.Ordinal);
        File.Delete(script);
        (exitCode, output, _) = await process.RunWithInputAsync("sysctl net.inet.ip.ttl\nexit\n", "red");
        Assert.Equal((0, "Switched to vimage red\nnet.inet.ip.ttl: 64\n"), (exitCode, output));
    }

    [Fact]
    public async Task The_words_of_2009_do_what_they_did()
    {
        Assert.Equal("vnet0\n", await DoneAsync());
        await DoneAsync("-c", "v1", "children.max=3");
        await DoneAsync("-c", "v1.n1");
        Assert.Contains("\"v1\":\n    0 sockets, 1 ifnets, 0 processes\n", await DoneAsync("-l"), StringComparison.Ordinal);
        Assert.Contains("\"v1.n1\":\n", await DoneAsync("-lr"), StringComparison.Ordinal);
        Assert.Equal("\"v1\":\n    0 sockets, 1 ifnets, 0 processes\n", await DoneAsync("-l", "v1"));
        await DoneAsync("ifconfig", "epair", "create");
        Assert.Equal("ve0@v1\n", await DoneAsync("-i", "v1", "epair0b", "ve0"));
        Assert.Equal("epair0a@v1\n", await DoneAsync("-i", "v1", "epair0a"));
        await DoneAsync("-m", "v1", "children.max=1");
        await RefusedAsync(64, "EINVAL", "-m", "v1", "host.hostname=x");
        await RefusedAsync(64, "EINVAL", "-c", "-d", "v1");
        await RefusedAsync(64, "EINVAL", "-r");
        await DoneAsync("-d", "v1.n1");
        await DoneAsync("-d", "v1");
        await RefusedAsync(68, "ESRCH", "-d", "v1");
    }

    [Fact]
    public async Task What_is_refused_is_the_name_of_an_error_and_a_sentence()
    {
        await RefusedAsync(68, "ESRCH", "ls", "nowhere");
        await RefusedAsync(68, "ESRCH", "frobnicate");
        await RefusedAsync(73, "EADDRINUSE", "create", "red");
        await RefusedAsync(65, "EINVAL", "create", "not a name");
        await RefusedAsync(77, "EPERM", "destroy", ".");
        await RefusedAsync(77, "EPERM", "limits", ".", "children.max=3");
        await RefusedAsync(64, "EINVAL", "ping");
        await RefusedAsync(64, "EINVAL", "top", "-s", "0");
        await RefusedAsync(64, "EINVAL", "red", "blue", "ls");
        await RefusedAsync(64, "EINVAL", "red", "ifconfig", "epair0a", "jump");
        await RefusedAsync(69, "ECONNREFUSED", "ls", "--socket", "/no/such/socket");
        await RefusedAsync(69, "ECONNREFUSED", "ls", "--pid", "1");
    }

    private async Task<string> DoneAsync(params string[] arguments)
    {
        (int exitCode, string output, string error) = await process.RunAsync(arguments);
        Assert.True(exitCode == 0, $"vimage {string.Join(' ', arguments)}: {exitCode}\n{output}{error}");
        return output;
    }

    private async Task RefusedAsync(int expected, string errno, params string[] arguments)
    {
        (int exitCode, string output, string error) = await process.RunAsync(arguments);
        Assert.Matches($"^vimage: {errno}: [^\n]+\n$", error);
        Assert.Equal((expected, ""), (exitCode, output));
    }
}
