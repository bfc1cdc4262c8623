using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>dig asks a name server in the vnet, and the vnet asks dnsmasq.</summary>
[Trait("RFC", "1035")]
[SupportedOSPlatform("linux")]
public sealed class DnsKernelTests
{
    private const string Www = "www.example.org";

    [Theory]
    [InlineData("+noedns", 28)]
    [InlineData("+edns=0 +bufsize=4096", 28)]
    [InlineData("+noedns -x 192.0.2.7", 0)]
    public async Task Dig_GetsWhatTheNameServerSays(string options, int count)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("dig");
        using Vnetwork network = new(kernel);
        (string, DnsType, byte[])[] addresses = [.. Enumerable.Range(0, count).Select(static i => NameServer.A(Www, $"192.0.2.{i}"))];
        using NameServer server = new(Vnet.Current, question => count == 0
            ? [NameServer.Answer(question, 0, ("7.2.0.192.in-addr.arpa", DnsType.Pointer, NameServer.Name(Www)))]
            : [NameServer.Answer(question, 0, addresses)]);
        string[] asked = count == 0 ? [] : [Www, "A"];
        (int exitCode, string output) = await Task.Run(() => kernel.Run(
            "dig", [$"@{KernelNamespace.OwnAddress}", "+tries=1", "+time=20", "+short", .. options.Split(' '), .. asked]));
        Assert.True(exitCode == 0, output);
        Assert.Equal(
            count == 0 ? [Www + "."] : Enumerable.Range(0, count).Select(static i => $"192.0.2.{i}"),
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Single(server.Questions);
    }

    [Fact]
    public async Task Resolver_UnderstandsDnsmasq()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("dnsmasq");
        using Vnetwork network = new(kernel);
        string[] many = [.. Enumerable.Range(1, 200).Select(static i => $"--host-record=many.example.org,198.51.100.{i}")];
        using KernelNamespace.Background server = kernel.Begin(
            "dnsmasq",
            [
                "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--pid-file=", "--bind-interfaces", "--user=root",
                $"--listen-address={KernelNamespace.KernelAddress}", "--local=/example.org/nowhere.example/", "--local-ttl=60", "--auth-ttl=60",
                "--host-record=www.example.org,192.0.2.7,2001:db8::7", "--cname=alias.example.org,www.example.org", .. many,
            ]);
        VnetDns.NameServers = [new(IPAddress.Parse(KernelNamespace.KernelAddress), 53)];
        VnetDns.SearchList = ["nowhere.example", "example.org"];
        Assert.Equal([IPAddress.Parse("192.0.2.7")], await ReachAsync(Www));
        Assert.Equal([IPAddress.Parse("2001:db8::7")], await VnetDns.GetHostAddressesAsync(Www, AddressFamily.InterNetworkV6));
        IPHostEntry entry = await VnetDns.GetHostEntryAsync("alias");
        Assert.Equal((Www, "alias.example.org"), (entry.HostName, Assert.Single(entry.Aliases)));
        Assert.Equal(Www, (await VnetDns.GetHostEntryAsync("192.0.2.7")).HostName);

        // More than a datagram holds: over a connection.
        Assert.Equal(200, (await VnetDns.GetHostAddressesAsync("many.example.org")).Distinct().Count());
        Assert.Equal(
            SocketError.HostNotFound,
            (await Assert.ThrowsAsync<SocketException>(static () => VnetDns.GetHostAddressesAsync("none.example.org."))).SocketErrorCode);
        (VnetDns.NameServers, VnetDns.SearchList) = ([], []);
    }

    // The program takes its time to start.
    private static async Task<IPAddress[]> ReachAsync(string name)
    {
        for (int i = 0; ; i++)
        {
            try
            {
                return await VnetDns.GetHostAddressesAsync(name);
            }
            catch (SocketException error) when (error.SocketErrorCode == SocketError.TryAgain && i < 100)
            {
                await Task.Delay(100);
            }
        }
    }
}
