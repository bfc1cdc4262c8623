using System.Net;
using System.Runtime.Versioning;
using Vimage;
using Vimage.Net;

namespace PageServer;

/// <summary>A vnet at one end of a TAP device, and curl at the other.</summary>
[SupportedOSPlatform("linux")]
internal static class WebVnet
{
    private const string Device = "tap0";
    private const string KernelAddress = "10.99.0.1";
    private const string OwnAddress = "10.99.0.2";

    /// <summary>Serves one request of curl's, which runs in the namespace and speaks by the kernel's own TCP.</summary>
    /// <returns>What curl has ended with.</returns>
    internal static async Task<int> ServeCurlAsync()
    {
        using KernelNamespace kernel = new("vimage-sample");
        kernel.Ip($"tuntap add dev {Device} mode tap");
        kernel.Ip($"addr add {KernelAddress}/24 dev {Device}");
        kernel.Ip($"link set {Device} up");

        Vnet vnet = Vnet.Root.CreateChild("web");
        int exitCode = await vnet.RunAsync(() => ServeAsync(kernel));
        VnetTeardownReport report = await vnet.DestroyAsync();
        Console.Write(report);
        return exitCode;
    }

    private static async Task<int> ServeAsync(KernelNamespace kernel)
    {
        // A domain of its own: its packets wait for nobody else's.
        Netisr.Current = new Netisr();
        Tap tap = Tap.Open(Device, kernel.Name);
        tap.AddAddress(IPAddress.Parse(OwnAddress), 24);

        using CancellationTokenSource stop = new();
        Thread reader = new(() => tap.Run(stop.Token));
        reader.Start();
        Task serving = Page.ServeAsync(port: 80, stop.Token);
        int exitCode = kernel.Run("curl", "--silent", "--show-error", "--include", "--max-time", "20", $"http://{OwnAddress}/");
        Console.WriteLine($"\ncurl has ended with {exitCode}; the vnet has received {Tcp.Statistics.Received} segments, and sent {Tcp.Statistics.Sent}.");
        await stop.CancelAsync();
        reader.Join();
        await serving;
        return exitCode;
    }
}
