using System.Globalization;

namespace Vimage.Bench.Net.Linux;

/// <summary>
/// A namespace of the kernel that forwards from one veth to another. The other end of the second is in a namespace of its own,
/// which drops what arrives at the first look, as it is for a neighbour that is not there.
/// </summary>
internal sealed class KernelRouter : IDisposable
{
    private const int InterfaceIndex = 100;
    private const string Address = "02:00:00:00:01:01";
    private const string Neighbor = "02:00:00:00:00:99";

    private readonly NetworkNamespace _router = new();
    private readonly NetworkNamespace _outside = new();

    /// <exception cref="InvalidOperationException">The kernel has refused.</exception>
    internal KernelRouter()
    {
        _router.Ip(string.Create(CultureInfo.InvariantCulture, $"link add in0 address {Address} index {InterfaceIndex} type veth peer name far0"));
        _router.Ip($"link add out0 type veth peer name in0 netns {_outside.Name}");
        _router.Ip("addr add 10.1.0.1/24 dev in0");
        _router.Ip("addr add 10.2.0.1/24 dev out0");
        _router.Ip("link set far0 up");
        _router.Ip("link set in0 up");
        _router.Ip("link set out0 up");
        _outside.Ip("link set in0 up");
        _router.Ip($"neigh add 10.2.0.2 lladdr {Neighbor} dev out0");
    }

    /// <summary>Gets the link-layer address of the interface that frames come in by.</summary>
    internal static ReadOnlySpan<byte> InsideAddress => [0x02, 0, 0, 0, 0x01, 0x01];

    /// <summary>Does something in the router's namespace, with what lets it receive a frame.</summary>
    internal T Run<T>(byte[] frame, Func<FrameInjector, T> work) => _router.Run(() =>
    {
        File.WriteAllText("/proc/sys/net/ipv4/ip_forward", "1");
        using FrameInjector injector = new(frame, InterfaceIndex);
        return work(injector);
    });

    /// <summary>Returns how many packets the namespace of this thread has forwarded.</summary>
    internal static long CountForwarded()
    {
        string[] lines = [.. File.ReadLines("/proc/thread-self/net/snmp").Where(static line => line.StartsWith("Ip:", StringComparison.Ordinal))];
        int column = Array.IndexOf(lines[0].Split(' '), "ForwDatagrams");
        return long.Parse(lines[1].Split(' ')[column], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _router.Dispose();
        _outside.Dispose();
    }
}
