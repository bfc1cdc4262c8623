using System.ComponentModel;
using System.Diagnostics;
using System.Net;

namespace Vimage.Net.Tests;

/// <summary>
/// One thread makes interfaces, or makes them and switches them on, and another destroys whatever it finds. (FreeBSD:
/// <c>if_clone_test.sh</c>, which skips 14 of 24 of these.)
/// </summary>
[Trait("FreeBSD", "net/if_clone_test.sh")]
public sealed class CloneTests
{
    private static readonly TimeSpan s_duration = TimeSpan.FromMilliseconds(300);

    public static MatrixTheoryData<string, bool> Kinds => new(["epair", "tap", "tun", "vlan", "stacked vlan", "gif", "lagg", "bridge"], [false, true]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task InterfacesThatAreDestroyedWhileTheyAreMade_LeaveNothingBehind(string kind, bool isConfigured)
    {
        using TestStack stack = new();
        using KernelNamespace? kernel = kind == "tap" ? new KernelNamespace() : null;
        Vnet vnet = Hosts.Add("clones");
        (Epair below, Epair end) = vnet.Run(Epair.Create);
        below.Rename("below");
        end.Rename("end");
        below.Configure("192.0.2.1");
        end.Up();
        long started = Stopwatch.GetTimestamp();
        int made = 0;
        Task making = Task.Run(
            () => vnet.Run(() =>
            {
                while (Stopwatch.GetElapsedTime(started) < s_duration)
                {
                    made += TryMake(kind, below, kernel, isConfigured) ? 1 : 0;
                }
            }),
            TestContext.Current.CancellationToken);
        Task destroying = Task.Run(
            () => vnet.Run(() =>
            {
                while (!making.IsCompleted)
                {
                    DestroyAll();
                }
            }),
            TestContext.Current.CancellationToken);
        await Task.WhenAll(making, destroying).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        vnet.Run(DestroyAll);
        Assert.True(made > 0);
        Assert.Equal(["lo0", "below", "end"], vnet.Run(() => Ifnet.All).Select(static each => each.Name));
        Assert.Equal(2, vnet.UsageOf(NetQuota.Interfaces));
        Assert.Single(vnet.Run(() => Routing.Routes));
        Assert.Equal(0, stack.Netisr.PacketsInUse);

        // The link that they were on works, and nothing of them is in the way of new ones.
        Assert.True(vnet.Run(() => TryMake(kind, below, kernel, isConfigured: true)));
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.Empty(report.Failures);
        Assert.Equal(0, stack.Netisr.PacketsInUse);
    }

    // Whatever is made may be gone when something is done with it; then that is said, and nothing else.
    private static bool TryMake(string kind, Epair below, KernelNamespace? kernel, bool isConfigured)
    {
        try
        {
            Ifnet made = Make(kind, below, kernel);
            if (isConfigured)
            {
                made.AddAddress(IPAddress.Parse("198.51.100.1"), 24);
                made.Down();
                made.Up();
            }

            return true;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
        catch (NetworkException error) when (error.Errno is "EEXIST" or "EADDRNOTAVAIL" or "ENXIO" or "ENOENT")
        {
            // The one before is still there, or what it is made of is gone.
            return false;
        }
        catch (Win32Exception) when (kind == "tap")
        {
            // The kernel has a device for one at a time.
            return false;
        }
    }

    private static Ifnet Make(string kind, Epair below, KernelNamespace? kernel)
    {
        switch (kind)
        {
            case "epair":
                return Epair.Create().B;
            case "tap":
                return kernel!.OpenTap();
            case "tun":
                return Tun.Create(new NoLink());
            case "vlan":
                return Vlan.Create(below, 42);
            case "stacked vlan":
                return Vlan.Create(Vlan.Create(below, 43), 42);
            case "gif":
                return Gif.Create(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("192.0.2.2"));
            case "lagg":
                Lagg lagg = Lagg.Create();
                (Epair one, Epair other) = Epair.Create();
                lagg.AddPort(one);
                lagg.AddPort(other);
                return lagg;
            default:
                Bridge bridge = Bridge.Create();
                (Epair a, Epair b) = Epair.Create();
                bridge.AddMember(a);
                bridge.AddMember(b);
                bridge.SpanningTree.Enable(a);
                bridge.SpanningTree.Enable(b);
                return bridge;
        }
    }

    private static void DestroyAll()
    {
        foreach (Ifnet each in Ifnet.All)
        {
            if (each.Name is not ("lo0" or "below" or "end"))
            {
                each.Destroy();
            }
        }
    }

    private sealed class NoLink : ITunLink
    {
        public bool TrySend(ReadOnlySpan<byte> packet) => true;

        public void Close()
        {
            // Nothing is held.
        }
    }
}
