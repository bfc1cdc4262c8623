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
        foreach (NetworkNamespace each in (NetworkNamespace[])[_from, _to])
        {
            _ = each.Run(UseCubic);
            if (!hasOffloads)
            {
                _ = each.Run(static () => SwitchOffloadsOff("veth0"));
            }
        }

        Host = StreamHost.OfKernel(() => _to.Run(NewSocket), () => _from.Run(NewSocket), s_address);
    }

    internal StreamHost Host { get; }

    /// <summary>Lets the namespace of this thread use what both stacks have: the kernel's own choice here is slow over veth.</summary>
    internal static bool UseCubic()
    {
        File.WriteAllText("/proc/sys/net/ipv4/tcp_congestion_control", "cubic");
        return true;
    }

    internal static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public void Dispose()
    {
        _from.Dispose();
        _to.Dispose();
    }

    private static bool SwitchOffloadsOff(string device)
    {
        string[] all = ["-K", device, "tso", "off", "gso", "off", "gro", "off", "tx", "off", "rx", "off"];
        using Process process = Process.Start(new ProcessStartInfo("ethtool", all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? true : throw new InvalidOperationException("ethtool does not switch offloads off.");
    }
}
