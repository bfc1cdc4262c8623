using System.Net;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>TCP with the Linux kernel, which has other options, other links and other programs than the stack itself.</summary>
[Trait("RFC", "9293")]
[SupportedOSPlatform("linux")]
public sealed class TcpKernelTests
{
    private const int Bytes = 3_000_000;

    [Theory]
    [InlineData("")]
    [InlineData("net.ipv4.tcp_sack=0")]
    [InlineData("net.ipv4.tcp_timestamps=0")]
    [InlineData("net.ipv4.tcp_window_scaling=0")]
    [InlineData("net.ipv4.tcp_sack=0 net.ipv4.tcp_timestamps=0 net.ipv4.tcp_window_scaling=0")]
    [InlineData("net.ipv4.tcp_congestion_control=reno")]
    [InlineData("net.ipv4.tcp_congestion_control=bbr")]
    [InlineData("net.ipv4.tcp_ecn=1")]
    [InlineData("net.ipv4.tcp_rmem=4096\t4096\t4096")]
    [InlineData("net.ipv4.tcp_wmem=4096\t4096\t4096")]
    public async Task Bytes_GoBothWays_WhateverTheKernelOffers(string settings)
    {
        using KernelNamespace kernel = new();
        kernel.Set(settings);
        using Vnetwork network = new(kernel);
        int bytes = settings.Contains("mem", StringComparison.Ordinal) ? 100_000 : Bytes;
        await KernelPeer.ServeAsync(kernel, bytes);
        await KernelPeer.ConnectAsync(kernel, bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("net.ipv4.tcp_sack=0")]
    [InlineData("net.ipv4.tcp_timestamps=0")]
    [InlineData("net.ipv4.tcp_congestion_control=bbr")]
    public async Task Bytes_GoBothWays_WhereTheKernelLosesPackets(string settings)
    {
        using KernelNamespace kernel = new();
        kernel.Set(settings);
        // Not at random: a packet stands for many segments, and there may be too few for chance to take one.
        kernel.Lose(every: 25);
        using Vnetwork network = new(kernel);
        await KernelPeer.ServeAsync(kernel, Bytes);
        await KernelPeer.ConnectAsync(kernel, Bytes);
        Assert.True(Tcp.Statistics.Retransmitted > 0);
    }

    [Theory]
    [InlineData(576)]
    [InlineData(1280)]
    [InlineData(4000)]
    [InlineData(9000)]
    public async Task Bytes_GoBothWays_InSegmentsOfAnySize(int mtu)
    {
        using KernelNamespace kernel = new();
        kernel.Run("ip", "link", "set", "tap0", "mtu", $"{mtu}");
        using Vnetwork network = new(kernel);
        network.Tap.Mtu = mtu;
        await KernelPeer.ServeAsync(kernel, Bytes);
        await KernelPeer.ConnectAsync(kernel, Bytes);
    }

    [Theory]
    [InlineData(1500, 700)]
    [InlineData(700, 1500)]
    public async Task Bytes_GoBothWays_WhereOneEndTakesLess(int own, int kernels)
    {
        using KernelNamespace kernel = new();
        kernel.Run("ip", "link", "set", "tap0", "mtu", $"{kernels}");
        using Vnetwork network = new(kernel);
        network.Tap.Mtu = own;
        await KernelPeer.ServeAsync(kernel, Bytes);
        await KernelPeer.ConnectAsync(kernel, Bytes);
    }

    [Fact]
    public async Task Bytes_GoBothWays_OverAShapedLink()
    {
        using KernelNamespace kernel = new();
        using Vnetwork network = new(kernel);
        network.Tap.Link = new LinkProperties
        {
            Delay = TimeSpan.FromMilliseconds(5),
            Jitter = TimeSpan.FromMilliseconds(2),
            Loss = 0.01,
            Reorder = 0.02,
            Duplicate = 0.02,
            Corrupt = 0.01,
        };
        await KernelPeer.ServeAsync(kernel, Bytes / 4);
        await KernelPeer.ConnectAsync(kernel, Bytes / 4);
    }

    [Fact]
    public async Task Tshark_FindsNoFault()
    {
        using KernelNamespace kernel = new();
        using Vnetwork network = new(kernel);
        string file = Path.GetTempFileName();
        await using (FileStream output = File.Create(file))
        using (new PacketCapture(network.Tap, output))
        {
            // Shaped, the link takes no more than a segment at once, and each has its own checksum.
            network.Tap.Link = new LinkProperties { Delay = TimeSpan.FromMilliseconds(1), Loss = 0.01 };
            await KernelPeer.ServeAsync(kernel, Bytes / 4);
            await KernelPeer.ConnectAsync(kernel, Bytes / 4);
        }

        Tshark.AssertFaultless(file, "tcp.len > 0", 500);
        File.Delete(file);
    }

    [Theory]
    [InlineData("nc", "seq 1 200000 | nc -N 10.99.0.2 7 | md5sum")]
    [InlineData("socat", "seq 1 200000 | socat -t 20 - TCP:10.99.0.2:7 | md5sum")]
    public async Task Programs_GetBackWhatTheySend(string program, string command)
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need(program);
        using Vnetwork network = new(kernel);
        using VnetTcpListener listener = KernelPeer.StartEcho(out Task serving);
        (_, string expected) = KernelNamespace.Start("sh", "-c", "seq 1 200000 | md5sum");
        (int exitCode, string output) = await Task.Run(() => kernel.Run("sh", "-c", command));
        Assert.Equal((0, expected), (exitCode, output));
        listener.Stop();
        await serving;
    }

    [Fact]
    public async Task Curl_GetsAPage()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("curl");
        using Vnetwork network = new(kernel);
        using VnetTcpListener listener = new(IPAddress.Any, 80);
        listener.Start();
        byte[] page = [.. "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n"u8, .. Enumerable.Repeat((byte)'x', 100_000)];
        Task serving = Task.Run(async () =>
        {
            using VnetSocket socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[1000]);
            await socket.SendAsync(page);
        });
        (int exitCode, string output) = await Task.Run(() => kernel.Run("curl", "-s", "-m", "20", "http://10.99.0.2/"));
        Assert.Equal((0, new string('x', 100_000)), (exitCode, output));
        await serving;
    }

    [Fact]
    public async Task Nmap_FindsTheOpenPort_AndLooksForTheSystem()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("nmap");
        using Vnetwork network = new(kernel);
        using VnetTcpListener listener = KernelPeer.StartEcho(out Task serving);
        (_, string connected) = await Task.Run(() => kernel.Run("nmap", "-n", "-Pn", "-sT", "-p", "7,8", "10.99.0.2"));
        Assert.Matches(@"7/tcp\s+open", connected);
        Assert.Matches(@"8/tcp\s+closed", connected);
        (_, string guessed) = await Task.Run(() => kernel.Run("nmap", "-n", "-Pn", "-O", "--osscan-limit", "-p", "7,8", "10.99.0.2"));
        Assert.Matches(@"7/tcp\s+open", guessed);
        await Task.Run(() => kernel.Run("nmap", "-n", "-Pn", "-sN", "-p", "7,8", "10.99.0.2"));
        await Task.Run(() => kernel.Run("nmap", "-n", "-Pn", "-sX", "-p", "7,8", "10.99.0.2"));
        listener.Stop();
        await serving;
        await KernelPeer.ServeAsync(kernel, 1000);
    }

    [Fact]
    public async Task Hping_SendsOddFlags_AndConnectionsGoOn()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("hping3");
        using Vnetwork network = new(kernel);
        using VnetTcpListener listener = KernelPeer.StartEcho(out Task serving);
        foreach (string flags in (string[])["-F -P -U", "-S -F", "-S -R", "-A -R", "-S -A -F -R -P -U -X -Y", "-X -Y", "-S -d 1000", "-A -d 1400 -f", "-S -w 0"])
        {
            await Task.Run(() => kernel.Run("hping3", ["-c", "20", "-i", "u1000", "-p", "7", .. flags.Split(' '), "10.99.0.2"]));
        }

        listener.Stop();
        await serving;
        await KernelPeer.ServeAsync(kernel, 100_000);
    }
}
