using System.Net;
using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>The Linux kernel as the peer, and tshark as the judge.</summary>
[SupportedOSPlatform("linux")]
public sealed class KernelTests
{
    [Trait("RFC", "791")]
    [Trait("RFC", "792")]
    [Fact]
    public async Task Kernel_PingsTheVnet_WithAllSizesAndFragments_AndTsharkFindsNoFault()
    {
        using KernelNamespace kernel = new();
        Assert.SkipUnless(KernelNamespace.Find("ping") is not null, "Takes the program 'ping' (package iputils-ping).");
        using Vnetwork network = new(kernel);
        string file = Path.GetTempFileName();
        await using (FileStream output = File.Create(file))
        using (new PacketCapture(network.Tap, output))
        {
            kernel.PingAll(KernelNamespace.OwnAddress, [0, 1, 15, 16, 56, 1471, 1472, 1473, 2000, 2960, 8192, 65507]);
        }

        Tshark.AssertFaultless(file, "icmp.type==0", 2000);
        File.Delete(file);
    }

    [Trait("RFC", "768")]
    [Fact]
    public async Task Vnet_TalksUdpWithAKernelSocket()
    {
        using KernelNamespace kernel = new();
        Assert.SkipUnless(KernelNamespace.Find("python3") is not null, "Takes the program 'python3'.");
        using Vnetwork network = new(kernel);
        const string Echo = """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.bind(('10.99.0.1', 7)); s.settimeout(20)
            s.sendto(b'ready', ('10.99.0.2', 9000))
            for i in range(4):
                data, peer = s.recvfrom(65536)
                s.sendto(data, peer)
            """;
        using VnetUdpClient client = new(9000);
        client.Client.ReceiveBufferSize = 1 << 20;
        client.Client.ReceiveTimeout = 20_000;
        Task<(int ExitCode, string Output)> peer = Task.Run(() => kernel.Run("python3", "-c", Echo), TestContext.Current.CancellationToken);
        IPEndPoint? from = null;
        Assert.Equal("ready"u8.ToArray(), client.Receive(ref from));
        foreach (int size in (int[])[0, 100, 5000, 65507])
        {
            byte[] data = new byte[size];
            new Random(size).NextBytes(data);
            client.Send(data, from);
            IPEndPoint? sender = null;
            Assert.Equal(data, client.Receive(ref sender));
        }

        Assert.Equal((0, ""), await peer);
    }

    [Trait("RFC", "792")]
    [Fact]
    public void Kernel_IsToldOfAClosedPort()
    {
        using KernelNamespace kernel = new();
        Assert.SkipUnless(KernelNamespace.Find("python3") is not null, "Takes the program 'python3'.");
        using Vnetwork network = new(kernel);
        const string Probe = """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.connect(('10.99.0.2', 9)); s.settimeout(10); s.send(b'x')
            try:
                s.recv(1)
            except ConnectionRefusedError:
                print('refused')
            """;
        Assert.Equal((0, "refused\n"), kernel.Run("python3", "-c", Probe));
    }
}
