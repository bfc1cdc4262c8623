using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>IPv6 with the Linux kernel as the peer, and tshark as the judge.</summary>
[SupportedOSPlatform("linux")]
public sealed class Inet6KernelTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Trait("RFC", "4443")]
    [Trait("RFC", "8200")]
    [Fact]
    public async Task Kernel_pings_the_vnet_with_all_sizes_and_fragments_and_tshark_finds_no_fault()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("ping");
        using Vnetwork network = new(kernel);
        string file = Path.GetTempFileName();
        await using (FileStream output = File.Create(file))
        using (new PacketCapture(network.Tap, output))
        {
            await network.SpeakIpv6Async();
            kernel.PingAll(KernelNamespace.OwnAddress6, [0, 1, 15, 16, 56, 1451, 1452, 1453, 2000, 2960, 8192, 65507]);
        }

        Tshark.AssertFaultless(file, "icmpv6.type==129", 2000);
        File.Delete(file);
    }

    [Trait("RFC", "4443")]
    [Fact]
    public async Task Kernel_pings_the_link_local_address()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("ping");
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        IPAddress own = network.Tap.Addresses.Single(static each => each.Address.IsIPv6LinkLocal).Address;
        (int exitCode, string text) = kernel.Run("ping", "-6", "-n", "-c", "2", "-i", "0.02", "-W", "2", $"{new IPAddress(own.GetAddressBytes())}%tap0");
        Assert.True(exitCode == 0, text);
    }

    [Trait("RFC", "768")]
    [Fact]
    public async Task Vnet_and_kernel_talk_udp_in_all_sizes()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        const string Echo = """
            import socket
            s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            s.bind(('fd99::1', 7)); s.settimeout(20)
            s.sendto(b'ready', ('fd99::2', 9000))
            for i in range(4):
                data, peer = s.recvfrom(65536)
                s.sendto(data, peer)
            """;
        using VnetSocket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { ReceiveBufferSize = 1 << 20 };
        socket.Bind(new IPEndPoint(IPAddress.IPv6Any, 9000));
        Task<(int ExitCode, string Output)> peer = Task.Run(() => kernel.Run("python3", "-c", Echo), Cancellation);
        byte[] buffer = new byte[65536];
        EndPoint any = new IPEndPoint(IPAddress.IPv6Any, 0);
        EndPoint from = (await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, Cancellation)).RemoteEndPoint;
        foreach (int size in (int[])[0, 100, 5000, 65507])
        {
            byte[] data = new byte[size];
            new Random(size).NextBytes(data);
            socket.SendTo(data, from);
            SocketReceiveFromResult received = await socket.ReceiveFromAsync(buffer, SocketFlags.None, any, Cancellation);
            Assert.Equal(from, received.RemoteEndPoint);
            Assert.Equal(data, buffer.AsSpan(0, received.ReceivedBytes).ToArray());
        }

        Assert.Equal((0, ""), await peer);
    }

    [Trait("RFC", "4443")]
    [Fact]
    public async Task Kernel_is_told_of_a_closed_port()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        const string Probe = """
            import socket
            s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            s.connect(('fd99::2', 9)); s.settimeout(10); s.send(b'x')
            try:
                s.recv(1)
            except ConnectionRefusedError:
                print('refused')
            """;
        Assert.Equal((0, "refused\n"), kernel.Run("python3", "-c", Probe));
    }

    [Trait("RFC", "4862")]
    [Fact]
    public async Task Vnet_does_not_use_an_address_that_the_kernel_has()
    {
        using KernelNamespace kernel = new();
        using Vnetwork network = new(kernel);
        network.Tap.AddAddress(IPAddress.Parse(KernelNamespace.KernelAddress6), 64);
        await UntilAsync(() => FlagsOf(network.Tap, KernelNamespace.KernelAddress6) == AddressFlags.Duplicated);
    }

    [Trait("RFC", "4862")]
    [Fact]
    public async Task Kernel_does_not_use_an_address_that_the_vnet_has()
    {
        using KernelNamespace kernel = new();
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        Assert.Equal(0, kernel.Run("ip", "addr", "add", "fd99::2/64", "dev", "tap0").ExitCode);
        await UntilAsync(() => kernel.Run("ip", "-6", "addr", "show", "dev", "tap0").Output.Contains("dadfailed", StringComparison.Ordinal));
    }

    [Trait("RFC", "4861")]
    [Fact]
    public async Task Kernel_makes_an_address_and_a_route_of_what_the_vnet_advertises()
    {
        using KernelNamespace kernel = new();
        kernel.Set("net.ipv6.conf.tap0.accept_ra=2 net.ipv6.conf.tap0.autoconf=1");
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        Ip6.IsForwarding = true;
        using (RouterAdvertiser.Start(network.Tap, new RouterAdvertisement { Prefixes = [new AdvertisedPrefix(IPNetwork.Parse("fd77::/64"))], Mtu = 1400 }))
        {
            await UntilAsync(() => kernel.Run("ip", "-6", "addr", "show", "dev", "tap0").Output.Contains("fd77::", StringComparison.Ordinal));
            string routes = kernel.Run("ip", "-6", "route").Output;
            Assert.Contains("default via fe80::", routes, StringComparison.Ordinal);
            Assert.Contains("mtu 1400", routes, StringComparison.Ordinal);
        }

        await UntilAsync(() => !kernel.Run("ip", "-6", "route").Output.Contains("default via fe80::", StringComparison.Ordinal));
    }

    [Trait("RFC", "4861")]
    [Trait("RFC", "4862")]
    [Fact]
    public async Task Vnet_makes_an_address_and_a_route_of_what_a_router_advertises()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        using Vnetwork network = new(kernel);
        await network.SpeakIpv6Async();
        network.Tap.AcceptsRouterAdvertisements = true;
        const string Advertise = """
            from scapy.all import *
            own = [a[0] for a in in6_getifaddr() if a[2] == 'tap0' and a[0].startswith('fe80')][0]
            p = Ether(dst='33:33:00:00:00:01') / IPv6(src=own, dst='ff02::1') / ICMPv6ND_RA(routerlifetime=600, chlim=33) \
                / ICMPv6NDOptSrcLLAddr(lladdr=get_if_hwaddr('tap0')) / ICMPv6NDOptMTU(mtu=1300) \
                / ICMPv6NDOptPrefixInfo(prefix='fd66::', prefixlen=64, validlifetime=100, preferredlifetime=50)
            sendp(p, iface='tap0', verbose=0)
            """;
        (int exitCode, string output) = kernel.Run("python3", "-c", Advertise);
        Assert.True(exitCode == 0, output);
        await UntilAsync(() => network.Tap.Addresses.Any(static each => each.Address.ToString().StartsWith("fd66::", StringComparison.Ordinal)));
        Assert.Equal(RouteKind.Advertised, Routing.Get(IPAddress.Parse("2001:db8::1"))!.Kind);
        Assert.Equal(1300, network.Tap.Mtu);
    }

    private static AddressFlags FlagsOf(Ifnet @interface, string address) =>
        @interface.Addresses.Single(each => each.Address.Equals(IPAddress.Parse(address))).Flags;

    private static async Task UntilAsync(Func<bool> isSo)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (!isSo())
        {
            await Task.Delay(20, limit.Token);
        }
    }
}
