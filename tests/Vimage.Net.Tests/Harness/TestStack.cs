using System.Net;

namespace Vimage.Net.Tests;

/// <summary>
/// A vnet of its own, in virtual time and with a seed, and current until it is disposed. Where the stack is compiled for one
/// instance, that one, brought back afterwards to what it was.
/// </summary>
internal sealed class TestStack : IDisposable
{
    private static int s_last;

    private readonly Vnet _vnet;
    private readonly VnetScope _scope;
    private readonly Stack<Action> _undo = new();

    internal TestStack(ulong seed = 1)
    {
        _vnet = Vnet.Root.CreateChild($"net{Interlocked.Increment(ref s_last)}", new VnetOptions { ChildrenMax = 1000 });
        _scope = _vnet.Enter();
        Time = new VirtualTimeProvider();
        Netisr = new Netisr(Time, seed) { AllowSynchronousContinuations = true };
        Netisr.Current = Netisr;
    }

    internal Vnet Vnet => _vnet;

    internal VirtualTimeProvider Time { get; }

    internal Netisr Netisr { get; }

    internal static Ifnet Loopback
    {
        get
        {
            Ifnet loopback = Ifnet.Get("lo0");
            loopback.AddAddress(IPAddress.Loopback, 8);
            return loopback;
        }
    }

    internal static Wire AddWire(string address, int prefixLength)
    {
        Wire wire = Wire.Create();
        wire.AddAddress(IPAddress.Parse(address), prefixLength);
        wire.Sent.Clear();
        return wire;
    }

    /// <summary>Makes a wire with an address of IPv6, which is used at once, and nothing of what that brings about among what was sent.</summary>
    internal Wire AddWire6(string address, int prefixLength = 64)
    {
        Set(0, static () => Nd6.V_ip6_dad_count, static value => Nd6.V_ip6_dad_count = value);
        Wire wire = Wire.Create();
        wire.AddAddress(IPAddress.Parse(address), prefixLength);
        wire.Sent.Clear();
        return wire;
    }

    /// <summary>Sets a variable until the stack is disposed.</summary>
    internal void Set<T>(T value, Func<T> read, Action<T> write)
    {
        T before = read();
        _undo.Push(() => write(before));
        write(value);
    }

    public void Dispose()
    {
        EndConnections(Netisr);
        while (_undo.TryPop(out Action? undo))
        {
            undo();
        }

        foreach (Route route in Routing.Routes)
        {
            Routing.Remove(route);
        }

        Pf.Disable();
        Ip.IsForwarding = false;
        Ip6.IsForwarding = false;
        foreach (Ifnet each in Ifnet.All)
        {
            if (each.IsDestroyed)
            {
                // With the other end.
                continue;
            }

            foreach (IPNetworkAddress address in each.Addresses)
            {
                each.RemoveAddress(address.Address);
            }

            if (each.Name != "lo0")
            {
                each.Destroy();
            }
            else
            {
                each.DisableIpv6();
                each.Link = null;
                each.Mtu = 16384;
            }
        }

        _scope.Dispose();
        VnetTeardownReport report = _vnet.DestroyAsync(new VnetDestroyOptions { Recursive = true }).AsTask().GetAwaiter().GetResult();
        Assert.Empty(report.Failures);
        Assert.Empty(report.Held);
    }

    /// <summary>Ends what goes on by itself: where there is one instance, it would go on in the next test.</summary>
    internal static void EndConnections(Netisr netisr)
    {
        using (netisr.Enter())
        {
            foreach (Tcpcb connection in Tcp.Connections.Values.ToArray())
            {
                connection.Discard();
            }

            Tcp.SynCache.Clear();
        }
    }
}
