using System.Net;
using System.Runtime.Versioning;
using Vimage.Net.Fuzzing;

namespace Vimage.Net.Tests;

/// <summary>
/// Makes the corpus anew, in the folder that VIMAGE_CORPUS names: what the stack and the kernel's programs, or two stacks, say to each other,
/// and of what is alike no more than one. Not part of a test run.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class CorpusRecorder
{
    private const string Service = KernelNamespace.OwnAddress;

    [Fact(Explicit = true)]
    public Task KernelIcmp() => RecordAsync("kernel-icmp", static (kernel, network) => Task.Run(() =>
    {
        foreach (string command in (string[])
        [
            $"ping -c 1 {Service}", $"ping -c 1 -s 2000 {Service}", $"ping -c 1 -R {Service}", $"ping -c 1 -T tsandaddr {Service}",
            $"ping -c 1 -b -W 1 10.99.0.255", $"arping -c 1 -I tap0 {Service}", $"arping -D -c 1 -I tap0 {Service}", "arping -U -c 1 -w 1 -I tap0 10.99.0.1",
        ])
        {
            string[] words = command.Split(' ');
            kernel.Run(words[0], words[1..]);
        }
    }));

    [Theory(Explicit = true)]
    [InlineData("kernel-tcp", "")]
    [InlineData("kernel-tcp-plain", "net.ipv4.tcp_sack=0 net.ipv4.tcp_timestamps=0 net.ipv4.tcp_window_scaling=0")]
    [InlineData("kernel-tcp-ecn", "net.ipv4.tcp_ecn=1")]
    public Task KernelTcp(string name, string settings) => RecordAsync(name, async (kernel, network) =>
    {
        kernel.Set(settings);
        network.Tap.Link = new LinkProperties { Loss = 0.05, Reorder = 0.05, Duplicate = 0.05, Delay = TimeSpan.FromMilliseconds(1) };
        await KernelPeer.ServeAsync(kernel, 200_000);
        await KernelPeer.ConnectAsync(kernel, 200_000);
        const string Urgent = "import socket\ns = socket.create_connection(('10.99.0.2', 7))\ns.send(b'a'); s.send(b'b', socket.MSG_OOB); s.recv(9)";
        using VnetTcpListener listener = KernelPeer.StartEcho(out _);
        await Task.Run(() => kernel.Run("python3", "-c", Urgent));
        await Task.Run(() => kernel.Run("nc", "-z", Service, "9"));
    });

    [Fact(Explicit = true)]
    public Task KernelDns() => RecordAsync("kernel-dns", static async (kernel, network) =>
    {
        using KernelNamespace.Background server = kernel.Begin(
            "dnsmasq",
            "--keep-in-foreground", "--no-resolv", "--no-hosts", "--conf-file=/dev/null", "--pid-file=", "--bind-interfaces", "--user=root",
            "--listen-address=10.99.0.1", "--local=/example.org/", "--host-record=www.example.org,192.0.2.7,192.0.2.8,2001:db8::7",
            "--cname=alias.example.org,www.example.org");
        VnetDns.NameServers = [new(IPAddress.Parse(KernelNamespace.KernelAddress), 53)];
        await Task.Delay(1000);
        foreach (string name in (string[])["www.example.org", "alias.example.org", "192.0.2.7", "none.example.org", "elsewhere.example"])
        {
            await Record.ExceptionAsync(() => VnetDns.GetHostEntryAsync(name));
        }

        using NameServer own = new(Vnet.Current, static question => [NameServer.WithAuthority(NameServer.Answer(question, 3), 9)]);
        await Task.Run(() => kernel.Run("dig", $"@{Service}", "+tries=1", "www.example.org"));
    });

    [Fact(Explicit = true)]
    public Task OddPackets() => RecordAsync("odd-packets", static async (kernel, network) =>
    {
        using VnetTcpListener listener = KernelPeer.StartEcho(out _);
        using VnetUdpClient client = KernelPeer.StartDatagramEcho(out _);
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scapy-odd-packets.py"));
        await Task.Run(() => kernel.Run("python3", "-c", script));
        await Task.Run(() => kernel.Run("nmap", "-n", "-Pn", "-O", "-p", "7,8", Service));
        foreach (string flags in (string[])["-F -P -U", "-S -R", "-S -A -F -R -P -U -X -Y", "-A -d 1400 -f", "-S -w 0"])
        {
            await Task.Run(() => kernel.Run("hping3", ["-c", "2", "-i", "u1000", "-p", "7", .. flags.Split(' '), Service]));
        }
    });

    [Fact(Explicit = true)]
    public async Task Vnets()
    {
        using TestStack stack = new();
        (Vnet first, Vnet second) = (Hosts.Add("first"), Hosts.Add("second"));
        (Epair a, Epair b) = Hosts.Connect(first, second);
        (a.LinkAddress, b.LinkAddress) = (Corpus.PeerLink, Corpus.OwnLink);
        using MemoryStream capture = new();
        using (new PacketCapture(b, capture))
        {
            a.Configure(Corpus.PeerAddress);
            b.Configure(Corpus.OwnAddress);
            a.Link = b.Link = new LinkProperties { Loss = 0.05, Reorder = 0.05, Duplicate = 0.05, Delay = TimeSpan.FromMilliseconds(5) };
            Transfers.Run(stack, new IPEndPoint(IPAddress.Parse(Corpus.OwnAddress), 7), 200_000, client: first, server: second);
            Transfers.Run(stack, new IPEndPoint(IPAddress.Parse(Corpus.PeerAddress), 7), 200_000, client: second, server: first);
            stack.Ping(first, Corpus.OwnAddress, size: 3000);
        }

        await WriteAsync("vnets", capture.ToArray());
    }

    private static async Task RecordAsync(string name, Func<KernelNamespace, Vnetwork, Task> talk)
    {
        using KernelNamespace kernel = new();
        Assert.Equal(0, kernel.Run("ip", "link", "set", "tap0", "address", $"{Corpus.PeerLink}").ExitCode);
        using Vnetwork network = new(kernel);
        network.Tap.LinkAddress = Corpus.OwnLink;
        using MemoryStream capture = new();
        using (new PacketCapture(network.Tap, capture))
        {
            await talk(kernel, network);
        }

        await WriteAsync(name, capture.ToArray());
    }

    private static async Task WriteAsync(string name, byte[] capture)
    {
        string folder = Environment.GetEnvironmentVariable("VIMAGE_CORPUS") ?? throw new InvalidOperationException("VIMAGE_CORPUS names no folder.");
        string all = Path.GetTempFileName();
        await File.WriteAllBytesAsync(all, capture);
        await using FileStream output = File.Create(Path.Combine(folder, name + ".pcapng"));
        PcapngWriter writer = new(output, snapLength: 262144);
        writer.WriteHeader(name, LinkType.Ethernet);
        foreach (byte[] frame in PcapngReader.Read(all).Where(static frame => frame.Length <= 1514).DistinctBy(FrameShape.Of))
        {
            writer.WritePacket(frame, DateTimeOffset.UnixEpoch, PacketDirection.None);
        }

        writer.Flush();
        File.Delete(all);
    }
}
