using System.Net;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

namespace Vimage.Net.Tests;

/// <summary>traceroute in the kernel's namespace, through two vnets to a third.</summary>
[Trait("RFC", "792")]
[SupportedOSPlatform("linux")]
public sealed class TracerouteTests
{
    private const string Far = "10.98.2.2";

    [Theory]
    [InlineData("-U")]
    [InlineData("-U -p 33434 --sport=4000")]
    [InlineData("-I")]
    [InlineData("-T -p 80")]
    [InlineData("-T -p 81")]
    [InlineData("-T -p 80 -O info")]
    public async Task Traceroute_SeesEachRouter(string mode)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("traceroute");
        using Vnetwork network = new(kernel);
        Vnet far = Chain(kernel, mtu: 1500);
        using VnetTcpListener listener = far.Run(static () => new VnetTcpListener(IPAddress.Any, 80));
        listener.Start();
        string output = await TraceAsync(kernel, mode);
        Assert.Equal(["10.99.0.2", "10.98.1.2", Far], Regex.Matches(output, @"^ *\d+ +([\d.]+) ", RegexOptions.Multiline).Select(static each => each.Groups[1].Value));
        Assert.DoesNotContain('!', output);
        Assert.Equal(mode.Contains("-p 80", StringComparison.Ordinal) && mode.Contains("info", StringComparison.Ordinal), output.Contains("<syn,ack", StringComparison.Ordinal));
    }

    [Trait("RFC", "1191")]
    [Fact]
    public async Task Traceroute_FindsTheSmallestLink()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("traceroute");
        using Vnetwork network = new(kernel);
        Chain(kernel, mtu: 1000);
        Assert.Matches(@"F=1500[\s\S]+10\.98\.2\.2 .*F=1000", await TraceAsync(kernel, "--mtu"));
    }

    [Trait("RFC", "791")]
    [Fact]
    public void Ping_RecordsTheRoute()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("ping");
        using Vnetwork network = new(kernel);
        Chain(kernel, mtu: 1500);
        (int exitCode, string output) = kernel.Run("ping", "-n", "-c", "1", "-W", "10", "-R", Far);
        Assert.True(exitCode == 0, output);
        Assert.Matches(@"RR:\s+10\.99\.0\.1\s+10\.98\.1\.1\s+10\.98\.2\.1\s+10\.98\.2\.2\s", output);
    }

    private static Vnet Chain(KernelNamespace kernel, int mtu)
    {
        Assert.Equal(0, kernel.Run("ip", "route", "add", "10.98.0.0/16", "via", KernelNamespace.OwnAddress).ExitCode);
        (Vnet middle, Vnet far) = (Hosts.Add("middle"), Hosts.Add("far"));
        (Epair a, Epair b) = Epair.Create();
        (Epair c, Epair d) = Hosts.Connect(middle, far);
        b.MoveTo(middle);
        a.Configure("10.98.1.1");
        b.Configure("10.98.1.2");
        c.Configure("10.98.2.1");
        d.Configure(Far);
        c.Vnet.Run(() => c.Mtu = mtu);
        Ip.IsForwarding = true;
        Routing.Add(IPNetwork.Parse("10.98.2.0/24"), IPAddress.Parse("10.98.1.2"));
        middle.Run(static () => Ip.IsForwarding = true);
        middle.Run(static () => Routing.Add(Routing.Default, IPAddress.Parse("10.98.1.1")));
        far.Run(static () => Routing.Add(Routing.Default, IPAddress.Parse("10.98.2.1")));
        return far;
    }

    private static async Task<string> TraceAsync(KernelNamespace kernel, string mode)
    {
        (int exitCode, string output) = await Task.Run(() => kernel.Run("traceroute", ["-n", "-q", "1", "-N", "1", "-w", "10", .. mode.Split(' '), Far]));
        Assert.True(exitCode == 0, output);
        return output;
    }
}
