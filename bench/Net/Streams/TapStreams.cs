using System.Net;
using System.Net.Sockets;
using Vimage.Bench.Harness;
using Vimage.Bench.Net.Linux;
using Vimage.Net;

namespace Vimage.Bench.Net.Streams;

/// <summary>
/// From a vnet to the kernel over TAP and back, several segments at once; and between two namespaces of the kernel likewise. The
/// target is 7 Gbit/s where the kernel's pair does 35.
/// </summary>
internal static class TapStreams
{
    private const string Kernel = "tcp-bulk-kernel-veth";
    private const string ToKernel = "tcp-bulk-tap-to-kernel";
    private const string FromKernel = "tcp-bulk-tap-from-kernel";
    private const long Bytes = 128L << 20;

    private static readonly Target s_target = Target.AtLeast(7.0 / 35);

    internal static IEnumerable<Row> Run(Effort effort)
    {
        if (WhyNot() is { } why)
        {
            return [Missing.Peer(Kernel, why), new Row(ToKernel, 0, "Gbit/s").Without(Kernel, s_target), new Row(FromKernel, 0, "Gbit/s").Without(Kernel, s_target)];
        }

        using KernelPair kernel = new(hasOffloads: true);
        using TapHost tap = new();
        Outcome outcome = Rounds.Run(
            effort,
            (Kernel, () => StreamContest.Use(kernel.Host.Connect, static (a, b) => StreamWork.Move(a, b, Bytes))),
            (ToKernel, () => StreamContest.Use(tap.Connect, static (a, b) => StreamWork.Move(a, b, Bytes))),
            (FromKernel, () => StreamContest.Use(tap.Connect, static (a, b) => StreamWork.Move(b, a, Bytes))));
        return [outcome.Bitrate(Kernel), outcome.Bitrate(ToKernel, Kernel, s_target), outcome.Bitrate(FromKernel, Kernel, s_target)];
    }

    private static string? WhyNot() => NetworkNamespace.WhyNot() ?? (File.Exists("/dev/net/tun") ? null : "takes /dev/net/tun");

    /// <summary>A vnet at the other end of a TAP device in a namespace; a thread reads what the kernel sends.</summary>
    private sealed class TapHost : IDisposable
    {
        private const string Device = "tap0";
        private const string KernelAddress = "10.4.0.1";

        private readonly NetworkNamespace _kernel = new();
        private readonly Vnet _vnet = Vnet.Root.CreateChild("tap");
        private readonly CancellationTokenSource _stop = new();
        private readonly Thread _reader;

        internal TapHost()
        {
            _kernel.Ip($"tuntap add dev {Device} mode tap");
            _kernel.Ip($"addr add {KernelAddress}/24 dev {Device}");
            _kernel.Ip($"link set {Device} up");
#pragma warning disable CA1416 // WhyNot has looked.
            Tap tap = _vnet.Run(() =>
            {
                Netisr.Current = new Netisr(seed: 1);
                Tap opened = Tap.Open(Device, _kernel.Name);
                opened.AddAddress(IPAddress.Parse("10.4.0.2"), 24);
                return opened;
            });
            _reader = new Thread(() => tap.Run(_stop.Token));
#pragma warning restore CA1416
            _reader.Start();
        }

        /// <summary>Makes a connection; the vnet's end comes first.</summary>
        internal (StreamEnd, StreamEnd) Connect()
        {
            using Socket listener = _kernel.Run(KernelPair.NewSocket);
            listener.Bind(new IPEndPoint(IPAddress.Any, 0));
            listener.Listen(1);
            VnetSocket client = _vnet.Run(static () => new VnetSocket(SocketType.Stream, ProtocolType.Tcp));
            client.Connect(new IPEndPoint(IPAddress.Parse(KernelAddress), ((IPEndPoint)listener.LocalEndPoint!).Port));
            return (StreamEnd.Of(client), StreamEnd.Of(listener.Accept()));
        }

        public void Dispose()
        {
            _stop.Cancel();
            _reader.Join();
            _stop.Dispose();
            _ = _vnet.DestroyAsync().AsTask().Result;
            _kernel.Dispose();
        }
    }
}
