using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>Groups with the Linux kernel as the peer, and tshark as the judge.</summary>
[SupportedOSPlatform("linux")]
public sealed class MulticastKernelTests
{
    private const int Port = 6676;

    private const string Listen = """
        import socket, struct, sys
        family, group, port = sys.argv[1], sys.argv[2], 6676
        if family == '4':
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(('', port))
            s.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, socket.inet_aton(group) + socket.inet_aton('10.99.0.1'))
        else:
            s = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
            s.bind(('::', port))
            s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, socket.inet_pton(socket.AF_INET6, group) + struct.pack('@I', socket.if_nametoindex('tap0')))
        s.settimeout(20)
        data, peer = s.recvfrom(100)
        print(data.decode(), peer[0].split('%')[0])
        """;

    private const string Speak = """
        import socket, sys, time
        family, group = sys.argv[1], sys.argv[2]
        s = socket.socket(socket.AF_INET if family == '4' else socket.AF_INET6, socket.SOCK_DGRAM)
        if family == '4':
            s.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton('10.99.0.1'))
            s.sendto(b'hello', (group, 6676))
        else:
            s.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, socket.if_nametoindex('tap0'))
            s.sendto(b'hello', (group, 6676))
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("4", "239.1.2.3")]
    [InlineData("6", "ff02::4321")]
    [InlineData("6", "ff05::4321")]
    public async Task Kernel_joins_a_group_and_hears_the_vnet(string family, string group)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        using Vnetwork network = new(kernel);
        using VnetUdpClient client = await OpenAsync(network, family);
        Task<(int ExitCode, string Output)> listening = Task.Run(() => kernel.Run("python3", "-c", Listen, family, group), Cancellation);

        // The program takes its time to start.
        while (!listening.IsCompleted)
        {
            client.Send("hello"u8, new IPEndPoint(IPAddress.Parse(group), Port));
            await Task.WhenAny(listening, Task.Delay(100, Cancellation));
        }

        string sender = family == "4" ? KernelNamespace.OwnAddress
            : group.StartsWith("ff02", StringComparison.Ordinal) ? LinkLocalOf(network) : KernelNamespace.OwnAddress6;
        Assert.Equal((0, $"hello {sender}\n"), await listening);
    }

    [Theory]
    [InlineData("4", "239.1.2.3")]
    [InlineData("6", "ff02::4321")]
    [InlineData("6", "ff05::4321")]
    public async Task Vnet_joins_a_group_and_hears_the_kernel(string family, string group)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        using Vnetwork network = new(kernel);
        using VnetUdpClient client = await OpenAsync(network, family);
        client.JoinMulticastGroup(network.Tap.Index, IPAddress.Parse(group));
        (int exitCode, string output) = kernel.Run("python3", "-c", Speak, family, group);
        Assert.True(exitCode == 0, output);
        UdpReceiveResult received = await client.ReceiveAsync(Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancellation);
        Assert.Equal("hello"u8.ToArray(), received.Buffer);
    }

    [Trait("RFC", "3376")]
    [Trait("RFC", "3810")]
    [Fact]
    public async Task Tshark_reads_all_kinds_of_records_without_a_fault()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("tshark");
        using Vnetwork network = new(kernel);
        string file = Path.GetTempFileName();
        await using (FileStream output = File.Create(file))
        using (new PacketCapture(network.Tap, output))
        {
            using VnetUdpClient inet = await OpenAsync(network, "4");
            using VnetUdpClient inet6 = await OpenAsync(network, "6");
            SayAll(inet, "239.1.2.3", "239.1.2.4", "10.99.0.7", network.Tap.Index);
            SayAll(inet6, "ff05::4321", "ff05::4322", "fd99::7", network.Tap.Index);
            await Task.Delay(2500, Cancellation);
        }

        Tshark.AssertFaultless(file, "igmp || icmpv6.type==143", 8);
        AssertSaid(file, "igmp.record_type", [3, 4, 5, 6], "igmp.version==3 && ip.dst==224.0.0.22 && ip.ttl==1 && ip.opt.type==148");
        AssertSaid(file, "icmpv6.mldr.mar.record_type", [3, 4, 5, 6], "icmpv6.type==143 && ipv6.dst==ff02::16 && ipv6.hlim==1 && ipv6.opt.router_alert==0");
        File.Delete(file);
    }

    [Trait("RFC", "3376")]
    [Trait("RFC", "3810")]
    [Fact]
    public async Task Queries_as_a_router_sends_them_are_answered_on_the_wire()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        using Vnetwork network = new(kernel);
        using VnetUdpClient inet = await OpenAsync(network, "4");
        using VnetUdpClient inet6 = await OpenAsync(network, "6");
        inet.JoinMulticastGroup(network.Tap.Index, IPAddress.Parse("239.1.2.3"));
        inet6.JoinMulticastGroup(network.Tap.Index, IPAddress.Parse("ff05::4321"));
        const string Query = """
            from scapy.all import *
            from scapy.contrib.igmpv3 import IGMPv3, IGMPv3mq
            own = [a[0] for a in in6_getifaddr() if a[2] == 'tap0' and a[0].startswith('fe80')][0]
            q4 = Ether(dst='01:00:5e:00:00:01') / IP(src='10.99.0.1', dst='224.0.0.1', ttl=1, options=[IPOption_Router_Alert()]) / IGMPv3(type=0x11, mrcode=5) / IGMPv3mq(gaddr='0.0.0.0')
            q6 = Ether(dst='33:33:00:00:00:01') / IPv6(src=own, dst='ff02::1', hlim=1) / IPv6ExtHdrHopByHop(options=[RouterAlert(value=0), PadN()]) / ICMPv6MLQuery2(mrd=500)
            def said(p):
                return (IP in p and p[IP].proto == 2 and p[IP].dst == '224.0.0.22') or (IPv6 in p and p[IPv6].dst == 'ff02::16')
            s = AsyncSniffer(iface='tap0', lfilter=said)
            s.start(); time.sleep(4); s.results
            sendp([q4, q6], iface='tap0', verbose=0)
            time.sleep(2)
            heard = s.stop()
            raw = [bytes(p) for p in heard]
            print(any(b'\x22' == r[38:39] and b'\x02\x00\x00\x00\xef\x01\x02\x03' in r for r in raw), any(b'\x8f' == r[62:63] and b'\x02\x00\x00\x00' + socket.inet_pton(socket.AF_INET6, 'ff05::4321') in r for r in raw))
            """;
        (int exitCode, string output) = kernel.Run("python3", "-c", Query);
        Assert.True(exitCode == 0 && output.StartsWith("True True\n", StringComparison.Ordinal), output);
    }

    // A socket that joins, blocks, unblocks and leaves, and joins by a source, and by another, and not by that any more.
    private static void SayAll(VnetUdpClient client, string any, string bySource, string source, int index)
    {
        (IPAddress group, IPAddress second, IPAddress from) = (IPAddress.Parse(any), IPAddress.Parse(bySource), IPAddress.Parse(source));
        IPAddress other = IPAddress.Parse(source.Replace('7', '8'));
        client.Client.AddSourceMembership(second, from, index);
        client.Client.AddSourceMembership(second, other, index);
        client.Client.DropSourceMembership(second, other, index);
        client.JoinMulticastGroup(index, group);
        client.DropMulticastGroup(group, index);
    }

    private static void AssertSaid(string file, string field, int[] types, string filter)
    {
        (_, string all) = KernelNamespace.Start("tshark", "-r", file, "-Y", filter, "-T", "fields", "-e", field);
        HashSet<string> said = [.. all.Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries)];
        Assert.All(types, type => Assert.Contains($"{type}", said));
    }

    private static async Task<VnetUdpClient> OpenAsync(Vnetwork network, string family)
    {
        if (family == "4")
        {
            VnetUdpClient inet = new(Port);
            inet.Client.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.MulticastInterface, IPAddress.HostToNetworkOrder(network.Tap.Index));
            return inet;
        }

        network.Tap.AddAddress(IPAddress.Parse(KernelNamespace.OwnAddress6), 64);
        while (network.Tap.Addresses.Any(static each => each.Flags != AddressFlags.None))
        {
            await Task.Delay(20, Cancellation);
        }

        VnetUdpClient client = new(new IPEndPoint(IPAddress.IPv6Any, Port));
        client.Client.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.MulticastInterface, network.Tap.Index);
        return client;
    }

    private static string LinkLocalOf(Vnetwork network) =>
        new IPAddress(network.Tap.Addresses.Single(static each => each.Address.IsIPv6LinkLocal).Address.GetAddressBytes()).ToString();
}
