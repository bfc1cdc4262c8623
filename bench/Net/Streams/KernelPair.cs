using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Vimage.Bench.Net.Linux;

namespace Vimage.Bench.Net.Streams;

/// <summary>Two namespaces of the kernel with a pair of veth between them.</summary>
internal sealed class KernelPair : IDisposable
{
    private static readonly IPAddress s_address = IPAddress.Parse("10.3.0.2");

    private readonly NetworkNamespace _from = new();
    private readonly NetworkNamespace _to = new();

    /// <param name="hasOffloads">Whether the pair takes packets that stand for several segments, and makes no checksums.</param>
    /// <exception cref="InvalidOperationException">The kernel has refused.</exception>
    internal KernelPair(bool hasOffloads)
    {
        _from.Ip($"link add veth0 type veth peer name veth0 netns {_to.Name}");
        _from.Ip("addr add 10.3.0.1/24 dev veth0");
        _to.Ip($"addr add {s_address}/24 dev veth0");
        _from.Ip("link set veth0 up");
        _to.Ip("link set veth0 up");
        if (!hasOffloads)
        {
            _ = _from.Run(SwitchOffloadsOff);
            _ = _to.Run(SwitchOffloadsOff);
        }

        Host = StreamHost.OfKernel(() => _to.Run(NewSocket), () => _from.Run(NewSocket), s_address);
    }

    internal StreamHost Host { get; }

    /// <summary>Makes a socket of the namespace of this thread.</summary>
    internal static Socket NewSocket()
    {
        const int TcpCongestion = 13;
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        // What both stacks have: the kernel's own choice here is slow over veth.
        socket.SetRawSocketOption((int)SocketOptionLevel.Tcp, TcpCongestion, "cubic"u8);
        return socket;
    }

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    private static bool SwitchOffloadsOff()
    {
        string[] all = ["-K", "veth0", "tso", "off", "gso", "off", "gro", "off", "tx", "off", "rx", "off"];
        using Process process = Process.Start(new ProcessStartInfo("ethtool", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? true : throw new InvalidOperationException("ethtool does not switch offloads off.");
    }
}
