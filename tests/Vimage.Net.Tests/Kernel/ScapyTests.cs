using System.Runtime.Versioning;

namespace Vimage.Net.Tests;

/// <summary>Packets that no kernel would send, made by scapy, which also judges what comes back.</summary>
[SupportedOSPlatform("linux")]
public sealed class ScapyTests
{
    [Fact]
    public async Task OddPackets_AreAnsweredAsTheyShouldBe()
    {
        using KernelNamespace kernel = new();
        KernelNamespace.Need("python3");
        Assert.SkipUnless(KernelNamespace.Start("python3", "-c", "import scapy").ExitCode == 0, "Takes scapy (package python3-scapy).");
        using Vnetwork network = new(kernel);
        using VnetTcpListener listener = KernelPeer.StartEcho(out Task serving);
        using VnetUdpClient client = KernelPeer.StartDatagramEcho(out Task echoing);
        string script = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "scapy-odd-packets.py"), TestContext.Current.CancellationToken);
        (int exitCode, string output) = await Task.Run(() => kernel.Run("python3", "-c", script));
        Assert.True(exitCode == 0, output);
        Assert.Contains("all as expected", output, StringComparison.Ordinal);
        client.Close();
        await echoing;
        listener.Stop();
        await serving;
        await KernelPeer.ServeAsync(kernel, 10_000);
    }
}
