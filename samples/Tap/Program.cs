using System.Net;
using System.Runtime.Versioning;
using PageServer;
using Vimage;
using Vimage.Net;

// A vnet with a network stack of its own serves a page to curl: the Linux kernel at the other end of a TAP device, in a network
// namespace so that nothing else on the machine is touched. Takes Linux and root, and the programs ip and curl.
if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
{
    Console.Error.WriteLine("This sample makes a network namespace and a TAP device, which takes Linux and root.");
    return 2;
}

const string Device = "tap0";
using KernelNamespace kernel = new("vimage-sample");
kernel.Ip($"tuntap add dev {Device} mode tap");
kernel.Ip($"addr add 10.99.0.1/24 dev {Device}");
kernel.Ip($"link set {Device} up");

Vnet vnet = Vnet.Root.CreateChild("web");
using (vnet.Enter())
{
    // A domain of its own: its packets wait for nobody else's.
    Netisr.Current = new Netisr();
    Tap tap = Tap.Open(Device, kernel.Name);
    tap.AddAddress(IPAddress.Parse("10.99.0.2"), 24);

    using CancellationTokenSource stop = new();
    Thread reader = new(Receive);
    reader.Start();
    Task serving = Page.ServeAsync(port: 80, stop.Token);

    // curl runs in the namespace, and talks to the vnet by the kernel's own TCP.
    int exitCode = kernel.Run("curl", "--silent", "--show-error", "--include", "--max-time", "20", "http://10.99.0.2/");
    Console.WriteLine($"\ncurl has ended with {exitCode}. The vnet has received {Tcp.Statistics.Received} segments, and sent {Tcp.Statistics.Sent}.");
    await stop.CancelAsync();
    reader.Join();
    await serving;
    return exitCode;

    [SupportedOSPlatform("linux")]
    void Receive() => tap.Run(stop.Token);
}
