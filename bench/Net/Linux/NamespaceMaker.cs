using System.ComponentModel;

namespace Vimage.Bench.Net.Linux;

/// <summary>
/// Makes and deletes namespaces of the kernel by system calls, and nothing else: no program is started, no name is given. On
/// a thread in the namespace where the other ends of their pairs are.
/// </summary>
internal sealed class NamespaceMaker : IDisposable
{
    private const string End = "bench0";

    private readonly int _host = Checked(SystemCalls.Open("/proc/thread-self/ns/net", SystemCalls.CloseOnExec));

    /// <summary>Makes a namespace with one end of a pair in it and leaves it, which takes it and the pair along.</summary>
    internal int Live()
    {
        _ = Checked(SystemCalls.Unshare(SystemCalls.NewNetwork));
        RouteNetlink.AddVeth(End, End, _host);
        _ = Checked(SystemCalls.SetNamespace(_host, SystemCalls.NewNetwork));
        while (File.ReadAllText("/proc/thread-self/net/dev").Contains(End, StringComparison.Ordinal))
        {
            Thread.Yield();
        }

        return 1;
    }

    public void Dispose() => _ = SystemCalls.Close(_host);

    private static int Checked(int result) => result >= 0 ? result : throw new Win32Exception();
}
