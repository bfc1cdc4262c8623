using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Vimage.Net.Tests;

/// <summary>
/// One thread makes interfaces, another switches on whatever it finds, with or without addresses of IPv6, and a third destroys it. (FreeBSD:
/// <c>if_clone_test.sh</c>, which skips 14 of its 24, because they panic.) VIMAGE_STRESS_SECONDS says how long each goes on.
/// </summary>
[Trait("FreeBSD", "net/if_clone_test.sh")]
[Trait("FreeBSD", "PR 225438")]
public sealed class CloneTests
{
    private const int MaxAlive = 20;

    private static readonly TimeSpan s_duration = StressEffort.Duration(TimeSpan.FromMilliseconds(180));
    private static readonly string[] s_kept = ["lo0", "below", "end"];
    private static readonly IPAddress s_address = IPAddress.Parse("198.51.100.1");
    private static readonly IPAddress s_address6 = IPAddress.Parse("2001:db8::1");

    private readonly ConcurrentQueue<Ifnet> _made = new();
    private int _configured;

    public static MatrixTheoryData<string, string> Kinds => new(
        ["epair", "tap", "tun", "vlan", "stacked vlan", "gif", "lo", "lagg", "bridge"], ["create", "up", "ipv6-up"]);

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Interfaces_that_are_destroyed_while_they_are_made_and_switched_on_leave_nothing_behind(string kind, string use)
    {
        using TestStack stack = new();
        using KernelNamespace? kernel = kind == "tap" ? new KernelNamespace() : null;
        Vnet vnet = Hosts.Add("clones");
        Epair below = vnet.Run(() => AddLink(stack));
        Footprint before = Footprint.Of(vnet);
        long started = Stopwatch.GetTimestamp();
        using VnetSocket member = vnet.Run(static () => new VnetSocket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        Task making = Repeat(vnet, () => IsTime(started, use), () => TryMake(kind, below, kernel));
        Task[] others =
        [
            Repeat(vnet, () => !making.IsCompleted, DestroyAll),
            .. use == "create" ? (Task[])[] : [Repeat(vnet, () => !making.IsCompleted, () => ConfigureAll(stack, use, member))],
        ];
        await Task.WhenAll([making, .. others]).WaitAsync(TimeSpan.FromSeconds(30) + s_duration, TestContext.Current.CancellationToken);
        vnet.Run(DestroyAll);
        Assert.Equal(before, Footprint.Of(vnet));
        Assert.All(_made, AssertIsGone);

        // The link that they were on works, and nothing of them is in the way of new ones.
        Assert.True(vnet.Run(() => TryMake(kind, below, kernel)));
        vnet.Run(() => ConfigureAll(stack, "ipv6-up", member));
        VnetTeardownReport report = await vnet.DestroyAsync();
        Assert.Empty(report.Failures);
        Assert.Equal((0, 0), (stack.Netisr.PacketsInUse, stack.Netisr.CalloutsPending));
    }

    // A pair, with the address in use that tunnels begin at and the neighbour known that they end at.
    private static Epair AddLink(TestStack stack)
    {
        (Epair below, Epair end) = Epair.Create();
        below.Rename("below");
        end.Rename("end");
        below.AddAddress(IPAddress.Parse("192.0.2.1"), 24);
        Arp.AddStatic(below, IPAddress.Parse("192.0.2.2"), end.LinkAddress);
        end.Up();
        stack.Time.Advance(TimeSpan.FromSeconds(10));
        return below;
    }

    private bool IsTime(long started, string use) =>
        Stopwatch.GetElapsedTime(started) < s_duration || _made.IsEmpty || (use != "create" && Volatile.Read(ref _configured) == 0);

    private static Task Repeat(Vnet vnet, Func<bool> goesOn, Action action) => Task.Factory.StartNew(
        () => vnet.Run(() =>
        {
            while (goesOn())
            {
                action();
            }
        }),
        TestContext.Current.CancellationToken,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private bool TryMake(string kind, Epair below, KernelNamespace? kernel)
    {
        try
        {
            if (Ifnet.All.Count > MaxAlive)
            {
                // The others are slower, and would be busy with what is there.
                Thread.Yield();
                return false;
            }

            _made.Enqueue(Make(kind, below, kernel));
            return true;
        }
        catch (ObjectDisposedException)
        {
            // What it is made of is gone.
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

    private void ConfigureAll(TestStack stack, string use, VnetSocket member)
    {
        foreach (Ifnet each in Found())
        {
            try
            {
                each.Up();
                if (use == "ipv6-up")
                {
                    ConfigureInet6(each);
                    stack.Time.Advance(TimeSpan.FromMilliseconds(300));
                }
                else
                {
                    ConfigureInet(each, member);
                }

                Interlocked.Increment(ref _configured);
            }
            catch (ObjectDisposedException)
            {
                // It is gone.
            }
            catch (NetworkException error) when (error.Errno is "EEXIST" or "ENXIO" or "EAFNOSUPPORT")
            {
                // Another has the address, or it has lost what it sends by.
            }
            catch (SocketException error) when (error.SocketErrorCode is SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.AddressNotAvailable or SocketError.NetworkDown)
            {
                // The way that it was is gone.
            }
        }
    }

    // Something waits for each neighbour that is asked for, and a socket for a group.
    private static void ConfigureInet(Ifnet made, VnetSocket member)
    {
        made.AddAddress(s_address, 24);
        made.Down();
        made.Up();
        member.SetSocketOption(SocketOptionLevel.IP, SocketOptionName.AddMembership, new MulticastOption(IPAddress.Parse("239.1.2.3"), made.Index));
        using VnetUdpClient client = new();
        client.Send([1], new IPEndPoint(IPAddress.Parse("198.51.100.9"), 9));
        if (made is EthernetIfnet link)
        {
            Arp.AddProxy(link, IPAddress.Parse("198.51.100.8"));
        }
    }

    private static void ConfigureInet6(Ifnet made)
    {
        made.EnableIpv6();
        made.AddAddress(s_address6, 64);
        made.AcceptsRouterAdvertisements = true;
        if (made is EthernetIfnet link)
        {
            Nd6.AddStatic(link, IPAddress.Parse("2001:db8::9"), link.LinkAddress);
            Nd6.AddProxy(link, IPAddress.Parse("2001:db8::8"));
        }
    }

    private static void AssertIsGone(Ifnet made)
    {
        Assert.True(made is { IsDestroyed: true, IsUp: false, IsIpv6Enabled: false });
        Assert.Empty(made.Addresses);
        Assert.False(made.IsMember(InAddress.SolicitedNodeOf(InAddress.From(s_address6)).WithZone(made.Index)));
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
            case "lo":
                return Loopback.Create();
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
        foreach (Ifnet each in Found())
        {
            each.Destroy();
        }
    }

    private static IEnumerable<Ifnet> Found() => Ifnet.All.Where(static each => !s_kept.Contains(each.Name));

    private sealed class NoLink : ITunLink
    {
        public bool TrySend(ReadOnlySpan<byte> packet) => true;

        public void Close()
        {
            // Nothing is held.
        }
    }
}
