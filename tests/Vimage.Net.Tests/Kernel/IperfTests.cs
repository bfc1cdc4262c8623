using System.Net;
using System.Runtime.Versioning;
using System.Text.Json.Nodes;

namespace Vimage.Net.Tests;

/// <summary>iperf3 in the kernel's namespace, which says itself how many bytes went, and how often its kernel had to send some again.</summary>
[Trait("RFC", "9293")]
[SupportedOSPlatform("linux")]
public sealed class IperfTests
{
    private const long Bytes = 40_000_000;

    // A tenth of the segments: nothing is lost on the way, but where the machine is busy the device's queue runs over.
    private const long MaxRetransmissions = Bytes / 1460 / 10;

    [Theory]
    [InlineData("")]
    [InlineData("-R")]
    [InlineData("-P 4")]
    [InlineData("-P 4 -R")]
    [InlineData("-C cubic")]
    [InlineData("-C reno")]
    [InlineData("-M 500")]
    [InlineData("-w 32K -R")]
    [InlineData("-N -l 1000")]
    public async Task Iperf_HasSentAndReceivedWhatTheVnetHas(string options)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("iperf3");
        using Vnetwork network = new(kernel);
        using IperfServer server = new();
        Task<long> serving = server.RunAsync();
        JsonNode end = await RunAsync(kernel, KernelNamespace.OwnAddress, options);
        long carried = await serving;
        Assert.Equal((carried, carried), (BytesOf(end["sum_sent"]!), BytesOf(end["sum_received"]!)));
        Assert.True(carried >= Bytes);
        if (!options.Contains("-R", StringComparison.Ordinal))
        {
            Assert.InRange(end["sum_sent"]!["retransmits"]!.GetValue<long>(), 0, MaxRetransmissions);
        }
    }

    [Theory]
    [InlineData("-C cubic")]
    [InlineData("-C reno")]
    public async Task Iperf_RepairsWhatTheKernelLoses_AsItsCongestionControlSays(string options)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("iperf3");
        kernel.Lose(every: 50);
        using Vnetwork network = new(kernel);
        using IperfServer server = new();
        Task<long> serving = server.RunAsync();
        JsonNode end = await RunAsync(kernel, KernelNamespace.OwnAddress, options);
        Assert.Equal(BytesOf(end["sum_sent"]!), await serving);
        Assert.True(end["sum_sent"]!["retransmits"]!.GetValue<int>() > 0);
        Assert.Equal(options[3..], end["sender_tcp_congestion"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("")]
    [InlineData("-R")]
    [InlineData("--bidir")]
    public async Task Iperf_TalksToItself_ThroughARelayInTheVnet(string options)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("iperf3");
        using Vnetwork network = new(kernel);
        await RelayAsync(kernel, KernelNamespace.KernelAddress, KernelNamespace.OwnAddress, options);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-R")]
    [InlineData("--bidir")]
    public async Task Iperf_talks_IPv6_to_itself_through_a_relay_in_the_vnet(string options)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("iperf3");
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        await RelayAsync(kernel, KernelNamespace.KernelAddress6, KernelNamespace.OwnAddress6, options);
    }

    private static async Task RelayAsync(KernelNamespace kernel, string far, string near, string options)
    {
        using TcpRelay relay = new(5201, new IPEndPoint(IPAddress.Parse(far), 5201));
        Task<(int ExitCode, string Output)> serving = Task.Run(() => kernel.Run("iperf3", "-s", "-1", "-J"));
        JsonNode end = await RunAsync(kernel, near, options);
        long received = BytesOf(end["sum_received"]!);
        Assert.InRange(received, 1, BytesOf(end["sum_sent"]!));
        (int exitCode, string output) = await serving;
        Assert.True(exitCode == 0, output);
        await relay.StopAsync();
        Assert.True(relay.Carried >= received, $"{received} bytes have come by a relay that has carried {relay.Carried}.");
    }

    private static long BytesOf(JsonNode sum) => sum["bytes"]!.GetValue<long>();

    private static async Task<JsonNode> RunAsync(KernelNamespace kernel, string server, string options)
    {
        string[] more = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; ; i++)
        {
            (int exitCode, string output) = await Task.Run(() => kernel.Run("iperf3", ["-c", server, "-J", "-n", $"{Bytes}", .. more]));
            if (exitCode == 0 && !output.Contains("\"error\":", StringComparison.Ordinal))
            {
                return JsonNode.Parse(output)!["end"]!;
            }

            // The server that the relay leads to takes its time to start.
            Assert.True(i < 100 && output.Contains("\"connected\":\t[],", StringComparison.Ordinal), output);
            await Task.Delay(100);
        }
    }
}
